import { expect } from 'chai'
import { writeWorkbook } from '../../../server/files/workbook.js'
import { readWorkbook } from '../../../server/files/xlsx-read.js'
import { xlsx } from '../../../server/files/xlsx.js'
import { valueOf } from '../../../shared/reports/sheet.js'
import { workbook } from '../../../shared/reports/layout.js'
import { agingSheet, documentSheet, sampleParts, sampleWorkbook } from './sample.js'

describe('an .xlsx file', () => {
  const parts = sampleParts()
  const sheet = parts.get('xl/worksheets/sheet1.xml')!

  it('reads back cell by cell, formulas as their values', async () => {
    const written = agingSheet()
    const [read] = await readWorkbook(xlsx(sampleWorkbook()), 'sample.xlsx')
    expect(read.name).to.equal("O'Neil 账龄")
    const cell = (row: number, at: number) => read.rows[row]?.[at] ?? null
    for (const [at, row] of written.rows.entries()) {
      const expected = written.columns.map((_, column) => valueOf(row.cells[column]) ?? null)
      const clean = expected.map(value => (typeof value === 'string' ? value.replace('\u0001', '') : value))
      expect(
        written.columns.map((_, column) => cell(at, column)),
        `row ${at + 1}`,
      ).to.deep.equal(clean)
    }
  })

  it('is the same file for the same sheet', () => {
    expect(Buffer.compare(xlsx(sampleWorkbook()), xlsx(sampleWorkbook()))).to.equal(0)
  })

  it('is well-formed: every part of every relation exists, every element is closed', () => {
    for (const [name, content] of parts) {
      const open: string[] = []
      for (const [, end, tag, self] of content.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
        if (end) expect(open.pop(), name).to.equal(tag)
        else if (!self) open.push(tag)
      }
      expect(open, name).to.deep.equal([])
      if (!name.endsWith('.rels')) continue
      const folder = name.replace(/_rels\/[^/]+$/, '')
      for (const [, target] of content.matchAll(/Target="([^"]+)"/g))
        expect(parts.has(new URL(target, `file:///${folder}`).pathname.slice(1)), target).to.equal(true)
    }
    for (const [, name] of parts.get('[Content_Types].xml')!.matchAll(/PartName="\/([^"]+)"/g)) expect(parts.has(name), name).to.equal(true)
  })

  it('keeps totals as formulas with their values', () => {
    expect(sheet).to.match(/<c r="D15" s="\d+"><f>SUBTOTAL\(9,D5:D14\)<\/f><v>375<\/v><\/c>/)
    expect(sheet).to.match(/<f>SUMIF\(A5:A14,&quot;&lt;&gt;&quot;,D5:D14\)<\/f><v>375<\/v>/)
    expect(sheet).to.match(/<f>ROUND\(E18-F18,2\)<\/f><v>0<\/v>/)
    expect([...sheet.matchAll(/<f>/g)]).to.have.length([...sheet.matchAll(/<\/f><v>/g)].length)
  })

  it('never turns text into a formula', () => {
    expect(sheet).not.to.include('HYPERLINK')
    expect(parts.get('xl/sharedStrings.xml')).to.include('=HYPERLINK(&quot;http://x&quot;,&quot;甲&quot;)').and.to.include('_x005F_x0041_')
  })

  it('has number formats: zero blank, negatives red with minus', () => {
    const styles = parts.get('xl/styles.xml')!
    expect(styles).to.include('formatCode="#,##0.00;[Red]-#,##0.00;;@"').and.to.include('formatCode="yyyy-mm-dd"')
    const used = [...sheet.matchAll(/ s="(\d+)"/g)].map(match => Number(match[1]))
    expect(Math.max(...used)).to.be.lessThan(Number(/<cellXfs count="(\d+)"/.exec(styles)![1]))
  })

  it('colours by condition', () => {
    expect(sheet)
      .to.include('<conditionalFormatting sqref="F6:F8 F11:F13 G6:G8 G11:G13">')
      .and.to.include('<conditionalFormatting sqref="G18">')
    expect(sheet).to.include('<cfRule type="colorScale" priority="1"><colorScale><cfvo type="num" val="0"/><cfvo type="max"/>')
    expect(sheet).to.include('<cfRule type="cellIs" dxfId="0" priority="2" operator="notEqual"><formula>0</formula></cfRule>')
  })

  it('freezes, filters and folds', () => {
    expect(sheet).to.include('<pane xSplit="2" ySplit="4" topLeftCell="C5" activePane="bottomRight" state="frozen"/>')
    expect(sheet).to.include('<autoFilter ref="A4:K14"/>')
    expect(parts.get('xl/workbook.xml')).to.include(
      `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'O''Neil 账龄'!$A$4:$K$14</definedName>`,
    )
    expect(sheet).to.match(/<col min="3" max="3" width="[\d.]+" customWidth="1" outlineLevel="1"\/>/)
    expect(sheet).to.match(/<col min="9" max="9" width="[\d.]+" customWidth="1" hidden="1" outlineLevel="1"\/>/)
    expect([...sheet.matchAll(/outlineLevel="2"/g)]).to.have.length(6)
  })

  it('prints A4 landscape, one page wide, with headings, page numbers and breaks', () => {
    expect(parts.get('xl/workbook.xml')).to.include(
      `<definedName name="_xlnm.Print_Titles" localSheetId="0">'O''Neil 账龄'!$3:$4</definedName>`,
    )
    expect(sheet).to.include('<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>')
    expect(sheet).to.include('<oddFooter>&amp;C第&amp;P页/共&amp;N页</oddFooter>')
    expect(sheet).to.include('<rowBreaks count="1" manualBreakCount="1"><brk id="9" max="16383" man="1"/></rowBreaks>')
  })

  it('draws native charts with title, axis title, ranges and values', () => {
    const [column, bar] = ['xl/charts/chart1.xml', 'xl/charts/chart2.xml'].map(name => parts.get(name)!)
    expect(column).to.include('<c:barDir val="col"/><c:grouping val="clustered"/>').and.to.include("<c:f>'O''Neil 账龄'!$E$15:$G$15</c:f>")
    expect(column)
      .to.include('<a:t>各账龄段余额</a:t>')
      .and.to.include('<a:t>金额（元）</a:t>')
      .and.to.include('<c:pt idx="0"><c:v>66</c:v></c:pt>')
    expect(bar).to.include('<c:barDir val="bar"/><c:grouping val="stacked"/>').and.to.include('<c:overlap val="100"/>')
    expect(parts.get('xl/drawings/drawing1.xml')!.match(/<xdr:twoCellAnchor>/g)).to.have.length(2)
    expect(parts.get('xl/worksheets/sheet2.xml')).not.to.include('<drawing')
  })

  it('wraps headings and long names', () => {
    expect(parts.get('xl/styles.xml')).to.include('wrapText="1"')
    expect(sheet).to.match(/<row r="7" ht="29" customHeight="1" outlineLevel="2">/)
  })

  it('refuses to write what is not a number: that is a bug', () => {
    const bad = documentSheet(1)
    bad.rows[2].cells[2] = NaN
    expect(() => xlsx(workbook(bad))).to.throw('is not a number')
  })
})

describe('writing a workbook', () => {
  it('writes small ones in place and large ones on a worker, with equal bytes, and lets others work meanwhile', async () => {
    const small = workbook(documentSheet(3))
    expect(Buffer.compare(await writeWorkbook(small), xlsx(small))).to.equal(0)
    const large = workbook(agingSheet(), documentSheet(20_000))
    let longest = 0
    let before = performance.now()
    const watch = setInterval(() => {
      longest = Math.max(longest, performance.now() - before)
      before = performance.now()
    }, 1)
    const [bytes, again] = await Promise.all([writeWorkbook(large), writeWorkbook(large)]).finally(() => clearInterval(watch))
    const started = performance.now()
    const here = xlsx(large)
    const inPlace = performance.now() - started
    expect(Buffer.compare(bytes, here)).to.equal(0)
    expect(Buffer.compare(again, here)).to.equal(0)
    expect(longest).to.be.lessThan(Math.max(inPlace, 60))
  })

  it('reports a failure of the worker', async () => {
    const bad = documentSheet(2000)
    bad.rows[2].cells[2] = NaN
    const failed = await writeWorkbook(workbook(bad)).catch(error => error as Error)
    expect(failed).to.be.instanceOf(Error)
    expect((failed as Error).message).to.include('is not a number')
  })
})
