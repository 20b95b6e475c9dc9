import { expect } from 'chai'
import type { ExcelInNode } from '../../host/node/open-workbook.js'
import { openWorkbook } from '../../host/node/open-workbook.js'
import { closeAll, excel } from './excel.js'

describe('formulas that go', () => {
  afterEach(closeAll)

  it('leave nothing behind that the engine would look for', async () => {
    const { Excel, calculated, type, values } = await excel()
    const complaints: unknown[][] = []
    const told = globalThis.console
    globalThis.console = { ...told, error: (...said: unknown[]) => void complaints.push(said) }
    try {
      type('A1', 1)
      type('B1', [['=A1+1'], ['=B1+1'], ['=SUM(B1:B2)']])
      await calculated()
      await Excel.run(async context => {
        const sheet = context.workbook.worksheets.getItem('Sheet1')
        sheet.getRange('B1:B3').clear()
        sheet.getRange('B2').formulas = [['=A1*10']]
        await context.sync()
      })
      type('A1', 5)
      await calculated()
    } finally {
      globalThis.console = told
    }
    expect(complaints).to.deep.equal([])
    expect(values('B1:B3')).to.deep.equal([[''], [50], ['']])
  })
})

describe('a workbook that is saved and opened again', () => {
  let book: ExcelInNode
  beforeEach(async () => {
    book = await excel()
  })
  afterEach(closeAll)

  it('keeps settings of the document (Office.Settings.saveAsync)', async () => {
    book.Office.context.document.settings.set('open', true)
    await new Promise<void>(resolve => book.Office.context.document.settings.saveAsync(() => resolve()))
    expect(Object.keys(book.workbook.documentSettings)).to.deep.equal(['open'])
    const again = await openWorkbook({ document: book.save() })
    expect(again.Office.context.document.settings.get('open')).to.equal(true)
    again.close()
  })

  it('is saved and opened again', async () => {
    await book.Excel.run(async context => {
      const sheet = context.workbook.worksheets.getItem('Sheet1')
      sheet.getRange('A1:B2').values = [
        ['word', 'n'],
        ['a', 2],
      ]
      sheet.tables.add('A1:B2', true).name = 'Words'
      sheet.getRange('D1').formulas = [['=SEQUENCE(2)*B2']]
      sheet.getRange('B2').numberFormat = [['0.00']]
      await context.sync()
    })
    await book.calculated()
    const again = await openWorkbook({ document: book.save() })
    again.type('B2', 3)
    await again.calculated()
    expect([again.values('D1:D2'), again.texts('B2'), again.workbook.tables[0].name]).to.deep.equal([[[3], [6]], [['3.00']], 'Words'])
    again.close()
  })
})
