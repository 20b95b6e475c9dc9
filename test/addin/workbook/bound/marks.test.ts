import { expect } from 'chai'
import type { Binding } from '../../../../addin/workbook/bound/bound-workbook.js'
import { closeAll, openBound, withInvoices, type Opened } from './bound.js'

describe('marks of cells in conflict', function () {
  this.timeout(20_000)
  let opened: Opened
  let binding: Binding
  beforeEach(async () => {
    opened = await openBound()
    binding = await withInvoices(opened, '001', '002', '003')
    await paint(opened, 'E2', '#FFFF00')
  })
  afterEach(closeAll)

  const paint = ({ excel }: Opened, address: string, colour: string) =>
    excel.Excel.run(async context => {
      context.workbook.worksheets.getActiveWorksheet().getRange(address).format.fill.color = colour
      await context.sync()
    })
  const colours = ({ excel }: Opened, ...addresses: string[]) =>
    excel.Excel.run(async context => {
      const sheet = context.workbook.tables.getItem(binding.tableId).worksheet
      const fills = addresses.map(address => sheet.getRange(address).format.fill.load('color'))
      await context.sync()
      return fills.map(({ color }) => color)
    })

  it('go, and leave the colour that was there, also after sorting and in another session', async () => {
    await opened.bound.write(binding, [
      { index: 0, marked: ['amount', 'note'], status: 'conflict' },
      { index: 1, marked: ['amount'] },
    ])
    expect(await colours(opened, 'E2', 'F2', 'E3', 'E4')).to.deep.equal(['#FFC7CE', '#FFC7CE', '#FFC7CE', '#FFFFFF'])
    await opened.excel.Excel.run(async context => {
      context.workbook.tables.getItem(binding.tableId).sort.apply([{ key: 0, ascending: false }])
      await context.sync()
    })
    const later = await openBound('en', { file: await opened.excel.saveXlsx() })
    await later.bound.write(binding, [{ index: 2, marked: ['note'], id: 'id-1b' }])
    expect(await colours(later, 'E4', 'F4', 'E3')).to.deep.equal(['#FFFF00', '#FFC7CE', '#FFC7CE'])
    await later.bound.write(binding, [
      { index: 2, marked: [] },
      { index: 1, marked: [] },
      { index: 0, marked: [] },
    ])
    expect(await colours(later, 'E4', 'F4', 'E3')).to.deep.equal(['#FFFF00', '#FFFFFF', '#FFFFFF'])
    expect(later.excel.workbook.settings.get('duebook.marks')).to.equal('{}')
  })

  it('leave alone a colour that a person gave the cell since', async () => {
    await opened.bound.write(binding, [{ index: 0, marked: ['amount'] }])
    await opened.bound.write(binding, [{ index: 0, marked: ['amount'] }])
    await paint(opened, 'E2', '#00FF00')
    await opened.bound.write(binding, [{ index: 0, marked: [] }])
    expect(await colours(opened, 'E2')).to.deep.equal(['#00FF00'])
  })

  it('are forgotten with their row', async () => {
    await opened.bound.write(binding, [{ index: 0, marked: ['amount'] }])
    await opened.bound.remove(binding, [0])
    expect(opened.excel.workbook.settings.get('duebook.marks')).to.equal('{}')
  })

  it('go with the binding', async () => {
    await opened.bound.write(binding, [{ index: 0, marked: ['amount'] }])
    await opened.bound.release(binding)
    expect(await colours(opened, 'E2')).to.deep.equal(['#FFFF00'])
  })
})
