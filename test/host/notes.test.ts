import { expect } from 'chai'
import { newWorkbook } from '../../host/model/sheets.js'
import { processQuery } from '../../host/richapi/dispatch.js'
import { Seat } from '../../host/seat.js'

/** Asks as office.js from Microsoft's own address would: the one that npm installs does not know notes. */
function request(
  ...steps: { path: [name: string, parent: number, given?: unknown[]][]; load?: string[]; set?: Record<string, unknown> }[]
) {
  let id = 1
  const ObjectPaths: Record<string, object> = { 1: { Id: 1, ObjectPathType: 1, Name: '' } }
  const Actions: object[] = []
  for (const { path, load, set } of steps) {
    for (const [Name, ParentObjectPathId, Arguments] of path)
      ObjectPaths[++id] = { Id: id, ObjectPathType: Arguments ? 3 : 4, Name, ParentObjectPathId, ArgumentInfo: { Arguments } }
    for (const [Name, value] of Object.entries(set ?? {}))
      Actions.push({ Id: 100 + Actions.length, ActionType: 4, Name, ObjectPathId: id, ArgumentInfo: { Arguments: [value] } })
    Actions.push({
      Id: 100 + Actions.length,
      ActionType: load ? 2 : 1,
      Name: '',
      ObjectPathId: id,
      ...(load ? { QueryInfo: { Select: load } } : {}),
    })
  }
  return { Actions, ObjectPaths } as Parameters<typeof processQuery>[1]
}

describe('notes', () => {
  const NOTES: [string, number] = ['Notes', 1]

  it('stand at one cell, and are known by its address (Manage notes in Excel add-ins by using the Excel JavaScript API)', async () => {
    const seat = new Seat(newWorkbook(), 'Ann', 'en-US')
    const ask = async (...steps: Parameters<typeof request>) => processQuery(seat, request(...steps))
    await ask({ path: [NOTES, ['Add', 2, ['Sheet1!A2', 'First']]], set: { Content: 'Second', Visible: true, Width: 400 } })
    const load = ['content', 'visible', 'width', 'height', 'authorName']
    const found = await ask({ path: [NOTES, ['GetItem', 2, ['A2']]], load })
    expect(found.Results[0].Value).to.deep.equal({ Content: 'Second', Visible: true, Width: 400, Height: 59.25, AuthorName: 'Ann' })
    const none = await ask({ path: [NOTES, ['GetItemOrNullObject', 2, ['A3']]], load })
    expect(none.Results[0].Value).to.equal(null)
    expect((await ask({ path: [NOTES, ['GetItem', 2, ['A3']]], load })).Error?.Code).to.equal('ItemNotFound')
    expect((await ask({ path: [NOTES, ['Add', 2, ['A1:B1', 'Two']]] })).Error?.Code).to.equal('InvalidArgument')
    expect((await ask({ path: [NOTES, ['Add', 2, ['A2', 'Again']]] })).Error?.Code).to.equal('ItemAlreadyExists')
  })
})
