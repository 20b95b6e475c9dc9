import { blankLine, proofLine, shareLine, signatureLine, totalLine } from '../../../shared/reports/foot.js'
import { layout, ungrouped, workbook } from '../../../shared/reports/layout.js'
import { columns, faded, type Sheet, type Workbook } from '../../../shared/reports/sheet.js'
import { unzip } from '../../../server/files/zip.js'
import { xlsx } from '../../../server/files/xlsx.js'

/** A small aging sheet with everything a sheet may have, hostile texts included. */
export function agingSheet(): Sheet {
  const buckets = ['current', 'late', 'later']
  const items = (person: string, first: number) =>
    [0, 1, 2].map(at => ({
      code: String(first + at).padStart(4, '0'),
      name: ['=HYPERLINK("http://x","甲")', '深圳市前海宏图伟业供应链管理有限责任公司 <&> _x0041_', '丙\u0001\n二行'][at],
      person,
      balance: 61.5 + at,
      current: 10 + at,
      late: 20.25,
      later: 31.25,
      rate: 0.5,
      advance: at === 0 ? -1234.56 : 0,
      paid: at === 0 ? '2026-02-28' : null,
      remark: faded('上月：承诺付款'),
    }))
  return layout({
    name: "O'Neil 账龄",
    language: 'zh',
    title: '应收账款账龄分析表',
    head: [['编制单位', '华东精密机械制造有限责任公司']],
    columns: [
      columns.text('code', '客户编码', { width: 10 }),
      columns.text('name', '客户名称', { width: 30, wrap: true }),
      columns.text('person', '业务员', { group: '档案' }),
      columns.money('balance', '期末余额'),
      ...buckets.map((key, at) => columns.money(key, ['未到期', '1–30天', '31天以上'][at], { band: at > 0 ? '逾期' : undefined })),
      columns.percent('rate', '逾期率%', { total: { ratio: 'late', to: 'balance' } }),
      columns.money('advance', '预收', { group: '其他', hidden: true }),
      columns.date('paid', '最近回款日'),
      columns.text('remark', '备注'),
    ],
    rowKey: 'code',
    labelKey: 'name',
    groups: [
      { label: '张伟', items: items('张伟', 1) },
      { label: '李娜', items: items('李娜', 11) },
    ],
    breakPerGroup: true,
    foot: [
      totalLine('合计'),
      shareLine('占比', { over: 'balance', columns: buckets }),
      blankLine,
      proofLine('单据合计', {
        key: 'proof',
        given: 375,
        missing: '未录入',
        sums: ['balance'],
        at: { given: 'current', sum: 'late', difference: 'later' },
      }),
      signatureLine('制表人：', '复核人：', '审核人：'),
    ],
    freezeThrough: 'name',
    highlights: [
      { columns: ['late', 'later'], scale: 'overdue' },
      { columns: ['later'], rows: ['proof'], when: '<>', than: 0, tone: 'bad' },
    ],
    charts: [
      { type: 'column', stacked: false, title: '各账龄段余额', axisTitle: '金额（元）', columns: buckets, rows: ['total'] },
      { type: 'bar', stacked: true, title: '前三名', axisTitle: '金额（元）', categories: 'name', series: buckets, first: 3 },
    ],
  })
}

/** A list of so many documents, in ungrouped rows. */
export const documentSheet = (count: number): Sheet =>
  layout({
    name: 'Documents',
    language: 'en',
    title: 'Documents',
    head: [],
    columns: [columns.text('number', 'Number'), columns.date('issued', 'Issued'), columns.money('amount', 'Amount')],
    rowKey: 'number',
    labelKey: 'number',
    groups: ungrouped(Array.from({ length: count }, (_, at) => ({ number: `I-${at}`, issued: '2026-01-31', amount: at / 100 }))),
    foot: [totalLine('Total')],
  })

export const sampleWorkbook = (): Workbook => workbook(agingSheet(), documentSheet(20))

/** The parts of the sample's file as text, by path. */
export function sampleParts(): Map<string, string> {
  const parts = unzip(xlsx(sampleWorkbook()), 'sample.xlsx', { unzipped: 1e7, parts: 100 })
  return new Map([...parts].map(([name, content]) => [name, content.toString('utf8')]))
}
