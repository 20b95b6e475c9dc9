import { decimalsOf, major } from '../money.js'
import type { Language } from '../refusals.js'
import type { Drill, DrillRow } from '../functions/drill.js'
import { figureText, filterWords, kindText } from '../functions/drill-words.js'
import { blankLine, line, proofLine, totalLine, type FootLine } from './foot.js'
import type { Item } from './formulas.js'
import { layout, ungrouped } from './layout.js'
import { phrases } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

/** The documents behind one cell as a sheet, with a total that equals the cell; of what is no sum also its terms. */
export function drillSheet(drill: Drill, language: Language): Sheet {
  const { rows, currency } = drill
  const say = phrases(language)
  const decimals = decimalsOf(currency)
  const parts = rows.some(({ part }) => part !== null)
  return layout({
    name: say('Drill-down', '明细'),
    language,
    title: say(`Documents behind ${drill.name}`, `${drill.name} 的单据明细`),
    head: headOf(drill, language),
    columns: [
      columns.text('document', say('Document', '单据号'), { width: 20 }),
      columns.text('kind', say('Kind', '类型'), { width: 20 }),
      columns.integer('instalment', say('Part', '期次')),
      columns.text('customer', say('Customer', '客户编码'), { width: 12 }),
      columns.text('customerName', say('Name', '客户名称'), { width: 30, wrap: true }),
      columns.date('docDate', say('Document date', '单据日期')),
      columns.date('postDate', say('Posting date', '记账日期')),
      columns.date('dueDate', say('Due date', '到期日')),
      columns.integer('daysOverdue', say('Days overdue', '逾期天数'), { width: 10 }),
      columns.text('part', say('Of which', '所属'), { width: 22, wrap: true, hidden: !parts }),
      columns.text('currency', say('Currency', '币种'), { width: 8 }),
      columns.money('original', say('Amount of the document', '单据金额'), { total: undefined }),
      columns.money('settled', say('Settled', '已核销'), { total: undefined }),
      columns.money('amount', say(`Amount (${currency})`, `金额（${currency}）`), { decimals }),
    ],
    rowKey: 'kind',
    labelKey: 'document',
    groups: ungrouped(rows.map(row => itemOf(row, currency, language))),
    foot: footOf(drill, language),
    freezeThrough: 'document',
    highlights: [
      { columns: ['daysOverdue'], when: '>', than: 0, tone: 'warning' },
      ...(drill.answer === null ? [] : [{ columns: ['amount'], rows: ['proof'], when: '<>' as const, than: 0, tone: 'bad' as const }]),
    ],
  })
}

const itemOf = (row: DrillRow, currency: string, language: Language): Item => ({
  document: row.document,
  kind: kindText(row, language),
  instalment: row.instalment,
  customer: row.customer,
  customerName: row.customerName,
  docDate: row.docDate,
  postDate: row.postDate,
  dueDate: row.dueDate,
  daysOverdue: row.daysOverdue,
  part: row.part?.[language] ?? null,
  currency: row.currency,
  original: major(row.original, row.currency),
  settled: major(row.settled, row.currency),
  amount: major(row.amount, currency),
})

function headOf({ name, args, currency, facts }: Drill, language: Language): [label: string, value: string][] {
  const say = phrases(language)
  const { customer, customerName, asOf, period, knownAt, change, filter, clock } = facts
  const typed = args.map(arg => (typeof arg === 'string' ? `"${arg}"` : String(arg ?? ''))).join(',')
  const head: [string, string][] = [[say('Cell', '公式'), name.startsWith('=') ? name : `AR.${name}(${typed})`]]
  head.push([
    say('Customer', '客户'),
    customer === '*'
      ? say('all', '全部')
      : [customer, customerName]
          .filter((text, at) => at === 0 || text !== customer)
          .join(' ')
          .trim(),
  ])
  head.push(period ? [say('Period', '期间'), `${period.from} – ${period.to}`] : [say('As of', '截止日期'), asOf])
  head.push([say('Unit', '单位'), currency === 'CNY' && language === 'zh' ? '元' : currency])
  if (filter) head.push([say('Filter', '筛选'), filterWords(filter, language)])
  if (clock === 'latest') head.push([say('Allocations', '核销口径'), say('as known now', '按最新核销')])
  head.push([say('Change', '变更号'), knownAt === change ? String(change) : `${knownAt} / ${change}`])
  return head
}

/** Total, the proof against the cell, and the terms of what is no sum. */
function footOf({ answer, currency, terms }: Drill, language: Language): FootLine[] {
  const say = phrases(language)
  const foot: FootLine[] = [totalLine(say('Total', '合计'))]
  if (answer !== null) {
    const at = { given: 'original', sum: 'settled', difference: 'amount' }
    foot.push(
      blankLine,
      line('note', say('Proof', '核对'), {
        original: say('Cell', '单元格'),
        settled: say('Documents', '单据合计'),
        amount: say('Difference', '差额'),
      }),
      proofLine(say('Cell against documents', '单元格与单据'), {
        key: 'proof',
        given: major(answer, currency),
        missing: '',
        sums: ['amount'],
        at,
      }),
    )
  }
  if (terms.length === 0) return foot
  const lines = terms.map(({ label, value, format }) =>
    line('note', label[language], { amount: { value: figureText(value, format, currency, language), format: 'text' } }),
  )
  return [...foot, blankLine, line('note', say('Made from', '计算依据'), {}), ...lines]
}
