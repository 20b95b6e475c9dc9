import { expect } from 'chai'
import * as fc from 'fast-check'
import { day } from '../../../shared/dates.js'
import { areaAddress, columnLetters, fixedArea, parseAddress, quotedSheet, sheetName } from '../../../shared/reports/address.js'
import { blankLine, line, proofLine, shareLine, signatureLine, totalLine } from '../../../shared/reports/foot.js'
import { layout, referenceTo, ungrouped, workbook, type Draft } from '../../../shared/reports/layout.js'
import { columns, isRich, numberFormat, valueOf, type RichCell, type Sheet } from '../../../shared/reports/sheet.js'

const draft = (more: Partial<Draft> = {}): Draft => ({
  name: '账龄',
  language: 'zh',
  title: '应收账款账龄分析表',
  head: [
    ['编制单位', '华东精密'],
    ['截止日期', '2026-03-31'],
  ],
  columns: [
    columns.text('code', '客户编码'),
    columns.text('name', '客户名称', { width: 30 }),
    columns.money('balance', '期末余额'),
    columns.money('current', '未到期'),
    columns.money('late', '1–30天', { band: '逾期' }),
    columns.percent('rate', '逾期率%', { total: { ratio: 'late', to: 'balance' } }),
    columns.integer('days', '最长逾期天数', { total: 'max' }),
    columns.date('paid', '最近回款日'),
  ],
  rowKey: 'code',
  labelKey: 'name',
  groups: [
    {
      label: '张伟',
      items: [
        { code: '0001', name: '甲', balance: 0.1, current: 0, late: 0.1, rate: 1, days: 9, paid: day('2026-02-28') },
        { code: '0002', name: '乙', balance: 0.2, current: 0.2, days: 0 },
      ],
    },
    { label: '李娜', items: [{ code: '0003', name: '丙', balance: 100, current: 60, late: 40, days: 30 }] },
  ],
  foot: [
    totalLine('合计'),
    shareLine('占比', { over: 'balance', columns: ['current', 'late'], key: 'share' }),
    blankLine,
    proofLine('单据合计', {
      key: 'proof',
      given: 100.3,
      missing: '未录入',
      sums: ['current', 'late'],
      at: { given: 'balance', sum: 'current', difference: 'late' },
    }),
    proofLine('总账', { given: null, missing: '未录入', sums: ['balance'], at: { given: 'balance', sum: 'current', difference: 'late' } }),
    signatureLine('制表人：', '复核人：', '审核人：'),
  ],
  freezeThrough: 'name',
  ...more,
})

const rowsOf = (sheet: Sheet, kind: string) => sheet.rows.filter(row => row.kind === kind)
const rich = (sheet: Sheet, rowKey: string, columnKey: string) =>
  sheet.rows[sheet.marks[rowKey]].cells[sheet.columns.findIndex(({ key }) => key === columnKey)] as RichCell

describe('addresses', () => {
  it('count columns in letters, both ways', () => {
    expect([0, 25, 26, 701, 702, 16383].map(columnLetters)).to.deep.equal(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
    fc.assert(
      fc.property(
        fc.nat(16383),
        fc.nat(1048575),
        (column, row) => void expect(parseAddress(columnLetters(column) + (row + 1))).to.deep.equal({ row, column }),
      ),
    )
    expect(parseAddress('A0')).to.equal(undefined)
  })

  it('name areas and sheets as formulas do', () => {
    expect(areaAddress({ top: 4, left: 1, bottom: 4, right: 1 })).to.equal('B5')
    expect(fixedArea({ top: 0, left: 0, bottom: 9, right: 26 })).to.equal('$A$1:$AA$10')
    expect(quotedSheet("O'Neil")).to.equal("'O''Neil'")
    expect(sheetName("'a/b:[c]' ".padEnd(60, 'x')))
      .to.have.length.at.most(31)
      .and.not.match(/[[\]:*?/\\]|^'|'$/)
    expect(sheetName('///')).to.equal('Sheet_')
  })
})

describe('a laid-out sheet', () => {
  const sheet = layout(draft())

  it('has title, head, bands, headings, groups, foot in this order', () => {
    expect(sheet.rows.map(({ kind }) => kind)).to.deep.equal(
      'title head band heading group data data subtotal group data subtotal total share blank proof proof signature'.split(' '),
    )
    expect(sheet.freeze).to.deep.equal({ rows: 4, columns: 2 })
    expect(areaAddress(sheet.filter)).to.equal('A4:H11')
    expect(rowsOf(sheet, 'band')[0].cells).to.deep.equal([null, null, null, null, '逾期', null, null, null])
    expect(sheet.rows.map(({ level }) => level ?? 0)).to.deep.equal([0, 0, 0, 0, 1, 2, 2, 1, 1, 2, 1, 0, 0, 0, 0, 0, 0])
  })

  it('adds with SUBTOTAL, so that groups do not count twice, and exactly: 0.10 and 0.20 are 0.30', () => {
    const [first] = rowsOf(sheet, 'subtotal')
    expect(first.cells[1]).to.equal('张伟 小计')
    expect(first.cells[2]).to.deep.equal({ value: 0.3, formula: 'SUBTOTAL(9,C6:C7)' })
    expect(rich(sheet, 'total', 'balance')).to.deep.equal({ value: 100.3, formula: 'SUBTOTAL(9,C5:C11)' })
    expect(rich(sheet, 'total', 'days')).to.deep.equal({ value: 30, formula: 'SUBTOTAL(4,G5:G11)' })
    expect(rich(sheet, 'total', 'rate')).to.deep.equal({ value: 40.1 / 100.3, formula: 'IF(C12=0,0,E12/C12)' })
  })

  it('divides shares and proves totals whatever is filtered', () => {
    expect(rich(sheet, 'share', 'late')).to.deep.equal({ value: 40.1 / 100.3, formula: 'IF(C12=0,0,E12/C12)', format: 'percent' })
    expect(rich(sheet, 'proof', 'current')).to.deep.include({
      value: 100.3,
      formula: 'SUMIF(A5:A11,"<>",D5:D11)+SUMIF(A5:A11,"<>",E5:E11)',
    })
    expect(rich(sheet, 'proof', 'late')).to.deep.include({ value: 0, formula: 'ROUND(C15-D15,2)', format: 'balance' })
    expect(rowsOf(sheet, 'proof')[1].cells.slice(2, 5).map(valueOf)).to.deep.equal(['未录入', 100.3, null])
  })

  it('keeps dates as text and leaves out what is not given', () => {
    expect(sheet.rows[5].cells[7]).to.equal('2026-02-28')
    expect(sheet.rows[6].cells[7]).to.equal(null)
  })

  it('places formulas of the report by key, also forwards', () => {
    const forward = layout(
      draft({
        groups: ungrouped([
          { code: '1', name: { value: 'x', formula: at => `${at.cell('total', 'balance')}&${at.here('code')}&${at.body('late')}` } },
        ]),
      }),
    )
    expect(forward.rows[4].cells[1]).to.deep.include({ value: 'x', formula: 'C6&A5&E5' })
    expect(forward.rows[4].level).to.equal(undefined)
    expect(referenceTo(forward, 'total', 'balance')).to.equal("'账龄'!$C$6")
  })

  it('stands with an empty body', () => {
    const empty = layout(
      draft({
        groups: [],
        charts: [{ type: 'bar', stacked: false, title: '', axisTitle: '', categories: 'name', series: ['late'], first: 10 }],
      }),
    )
    expect(rich(empty, 'total', 'balance')).to.deep.equal({ value: 0, formula: 'SUBTOTAL(9,C5)' })
    expect(layout(draft({ groups: [{ label: '空', items: [] }] })).rows[5].cells[2]).to.equal(0)
  })

  it('draws charts and highlights over keyed ranges', () => {
    const drawn = layout(
      draft({
        highlights: [
          { columns: ['late'], scale: 'overdue' },
          { columns: ['late'], rows: ['proof'], when: '<>', than: 0, tone: 'bad' },
        ],
        charts: [
          { type: 'column', stacked: false, title: '账龄', axisTitle: '元', rows: ['total'], columns: ['current', 'late'] },
          { type: 'bar', stacked: true, title: '前一名', axisTitle: '元', categories: 'name', series: ['current', 'late'], first: 1 },
        ],
      }),
    )
    expect(drawn.highlights.map(({ areas }) => areas.map(areaAddress))).to.deep.equal([['E6:E7', 'E10'], ['E15']])
    const [across, down] = drawn.charts.map(({ categories, series }) =>
      [categories, ...series.flatMap(({ name, values }) => [name, values])].map(areaAddress),
    )
    expect(across).to.deep.equal(['D4:E4', 'B12', 'D12:E12'])
    expect(down).to.deep.equal(['B6', 'D4', 'D6', 'E4', 'E6'])
    expect(drawn.charts[1].anchor.top).to.be.greaterThan(drawn.charts[0].anchor.bottom + 1)
  })

  it('refuses keys that do not exist: they are mistakes of the report', () => {
    expect(() => layout(draft({ labelKey: 'nobody' }))).to.throw('no column nobody')
    expect(() => layout(draft({ columns: [columns.text('code', 'a'), columns.text('code', 'b')] }))).to.throw('same key')
    expect(() =>
      layout(draft({ charts: [{ type: 'bar', stacked: true, title: '', axisTitle: '', rows: ['total'], columns: ['late', 'current'] }] })),
    ).to.throw('neighbours')
    expect(() => workbook(sheet, layout(draft()))).to.throw('same name')
  })

  it('breaks pages between groups only when asked', () => {
    expect(sheet.rows.some(({ pageBreak }) => pageBreak)).to.equal(false)
    expect(rowsOf(layout(draft({ breakPerGroup: true })), 'subtotal').map(({ pageBreak }) => pageBreak)).to.deep.equal([true, undefined])
  })

  it('says page and language in the footer', () => {
    expect(sheet.print).to.deep.equal({ repeat: { top: 2, bottom: 3 }, footer: '第&P页/共&N页' })
    const english = layout(draft({ language: 'en', foot: [line('note', 'Paid', { paid: { value: '2026-03-01', format: 'date' } })] }))
    expect(english.print.footer).to.equal('Page &P of &N')
    expect(english.rows[1].cells[0]).to.equal('编制单位: 华东精密')
    expect(rowsOf(english, 'subtotal')[0].cells[1]).to.equal('张伟: subtotal')
  })

  it('adds any amounts of fen exactly', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -1e11, max: 1e11 }), { minLength: 1, maxLength: 50 }), amounts => {
        const summed = layout(draft({ groups: ungrouped(amounts.map((fen, at) => ({ code: `${at}`, balance: fen / 100 }))) }))
        expect(rich(summed, 'total', 'balance').value).to.equal(amounts.reduce((sum, fen) => sum + fen, 0) / 100 + 0)
      }),
    )
  })
})

describe('number formats', () => {
  it('leave zero blank, except where a zero is the point', () => {
    expect(numberFormat('money')).to.equal('#,##0.00;[Red]-#,##0.00;;@')
    expect(numberFormat('balance', 0)).to.equal('#,##0;[Red]-#,##0;#,##0;@')
    expect(numberFormat('money', 2, 'tenThousand')).to.equal('0\\.0,;[Red]-0\\.0,;;@')
  })

  it('tell a plain value from a rich one', () => {
    expect([null, 'a', 0].some(isRich)).to.equal(false)
    expect(valueOf(undefined)).to.equal(null)
  })
})
