import { expect } from 'chai'
import type { Binding, Registry } from '../../../../addin/workbook/bound/bound-workbook.js'
import { closeAll, colleagueOf, openBound, plain, withInvoices, type Opened } from './bound.js'

const binding: Binding = {
  tableId: '{1}',
  table: 'invoices',
  columns: { number: 1 },
  idColumn: 3,
  statusColumn: 2,
  base: 7,
  exceptions: { 'id-1': 9 },
  follows: true,
  left: ['id-2'],
}
const registry = (...tables: string[]): Registry => ({
  workbook: 'w-1',
  company: 'demo',
  bindings: tables.map(tableId => ({ ...binding, tableId })),
})
/** What no part of XML may hold as it is. */
const ODD = 'A & B <公司> ]]> "\'\u0001\ufffe\ud800 \r\n\t😀 &amp; &#60;'

describe('what a workbook keeps of its bound tables', function () {
  this.timeout(20_000)
  afterEach(closeAll)

  const partsIn = ({ excel }: Opened) => excel.workbook.xmlParts
  const addPart = ({ excel }: Opened, xml: string) =>
    excel.Excel.run(async context => {
      context.workbook.customXmlParts.add(xml)
      await context.sync()
    })

  it('is the same for a colleague, in one part that keeps its id', async () => {
    const ann = await openBound()
    expect(await ann.bound.registry()).to.equal(undefined)
    await ann.bound.saveRegistry(registry('{1}'))
    const [{ id }] = partsIn(ann)
    const bob = await colleagueOf(ann)
    expect(plain(await bob.bound.registry())).to.deep.equal(registry('{1}'))
    await bob.bound.saveRegistry({ ...registry('{1}', '{2}'), company: ODD })
    expect(plain(await ann.bound.registry())).to.deep.equal({ ...registry('{1}', '{2}'), company: ODD })
    expect(partsIn(ann).map(each => each.id)).to.deep.equal([id])
    expect(await ann.bound.fileName()).to.equal(ann.excel.workbook.name)
  })

  it('is put aside, not overwritten, when it cannot be read', async () => {
    const opened = await openBound()
    const damaged = ['<json xmlns="urn:duebook:tables:1">{"workbook":"w-0","comp</json>', '<x xmlns="urn:duebook:tables:1"><y/></x>']
    for (const xml of damaged) await addPart(opened, xml)
    expect(await opened.bound.registry()).to.equal(undefined)
    await opened.bound.saveRegistry(registry('{1}'))
    expect(plain(await opened.bound.registry())).to.deep.equal(registry('{1}'))
    expect(partsIn(opened).map(({ xml }) => xml)).to.include.members(damaged)
  })

  it('counts together when two people began at once', async () => {
    const opened = await openBound()
    for (const table of ['{1}', '{2}'])
      await addPart(opened, `<json xmlns="urn:duebook:tables:1">${JSON.stringify(registry(table))}</json>`)
    const both = plain(await opened.bound.registry())
    expect(both).to.deep.equal(registry('{1}', '{2}'))
    await opened.bound.saveRegistry(both!)
    expect(partsIn(opened)).to.have.length(1)
    expect(plain(await opened.bound.registry())).to.deep.equal(both)
  })

  it('has a part for each client', async () => {
    const { bound } = await openBound()
    expect(await bound.part('a')).to.equal(undefined)
    await bound.savePart('a', ODD)
    await bound.savePart('b "<', '2')
    await bound.savePart('a', `${ODD}!`)
    expect(await bound.part('a')).to.equal(`${ODD}!`)
    expect(await bound.part('b "<')).to.equal('2')
    expect(plain(await bound.otherParts('a'))).to.deep.equal(['2'])
    expect(plain(await bound.otherParts('c'))).to.have.members(['2', `${ODD}!`])
  })

  it('survives a file, as do the ids of table, columns and rows', async () => {
    const before = await openBound()
    const made = await withInvoices(before, '001', '002')
    await before.bound.saveRegistry({ ...registry(), bindings: [made] })
    await before.bound.savePart('a', ODD)
    const file = await before.excel.saveXlsx()
    const after = await openBound('en', { file })
    expect(plain(await after.bound.registry())).to.deep.equal({ ...registry(), bindings: [made] })
    expect(await after.bound.part('a')).to.equal(ODD)
    expect(plain(await after.bound.rows(made, 'all'))).to.deep.equal(plain(await before.bound.rows(made, 'all')))
  })
})
