import { CAUSE_WORDS_OF_CHANGE } from '../domain/bridge-words.js'
import type { BridgeLine, ChangeBridge } from '../domain/bridge-lines.js'
import { kindText } from '../functions/drill-words.js'
import { decimalsOf, major, type Money } from '../money.js'
import type { Language } from '../refusals.js'
import { KIND_WORDS } from '../vocabulary.js'
import { blankLine, line, proofLine, totalLine } from './foot.js'
import type { Item } from './formulas.js'
import { layout } from './layout.js'
import { phrases } from './phrases.js'
import { columns, type Sheet } from './sheet.js'

/** Why an amount changed, as a sheet: the documents of each cause with a subtotal, and the proof that they make the difference. */
export function bridgeSheet(
  bridge: ChangeBridge,
  language: Language,
  head: readonly (readonly [label: string, value: string])[] = [],
): Sheet {
  const { currency, opening, closing, parts } = bridge
  const say = phrases(language)
  const decimals = decimalsOf(currency)
  const shown = (amount: Money) => ({ value: major(amount, currency), format: 'balance' as const })
  return layout({
    name: say('Why it changed', '变动原因'),
    language,
    title: say('Why the amount changed', '变动原因分析'),
    head: [...head, ...momentsOf(bridge, language), [say('Unit', '单位'), currency === 'CNY' && language === 'zh' ? '元' : currency]],
    columns: [
      columns.text('document', say('Document', '单据号'), { width: 24 }),
      columns.text('kind', say('Kind', '类型'), { width: 20 }),
      columns.integer('instalment', say('Part', '期次')),
      columns.text('by', say('With', '对应单据'), { width: 24 }),
      columns.text('customer', say('Customer', '客户编码'), { width: 12 }),
      columns.text('customerName', say('Name', '客户名称'), { width: 30, wrap: true }),
      columns.date('docDate', say('Document date', '单据日期')),
      columns.date('postDate', say('Posting date', '记账日期'), { width: 17 }),
      columns.date('dueDate', say('Due date', '到期日'), { width: 17 }),
      columns.integer('change', say('Recorded by change', '记录变更号'), { width: 12 }),
      columns.money('amount', say(`Amount (${currency})`, `金额（${currency}）`), { decimals }),
    ],
    rowKey: 'kind',
    labelKey: 'document',
    groups: parts.map(({ cause, rows }) => ({
      label: CAUSE_WORDS_OF_CHANGE[cause][language],
      items: rows.map(row => itemOf(row, currency, language)),
    })),
    foot: [
      line('total', say(`Opening, ${bridge.from.asOf}`, `期初 ${bridge.from.asOf}`), { amount: shown(opening) }, 'opening'),
      totalLine(say('Change', '变动合计')),
      line('total', say(`Closing, ${bridge.to.asOf}`, `期末 ${bridge.to.asOf}`), { amount: shown(closing) }, 'closing'),
      blankLine,
      line('note', say('Proof', '核对'), {
        postDate: say('Closing − opening', '期末 − 期初'),
        dueDate: say('Causes', '原因合计'),
        amount: say('Difference', '差额'),
      }),
      proofLine(say('Difference explained', '差异是否全部说明'), {
        key: 'proof',
        given: major((closing - opening) as Money, currency),
        missing: '',
        sums: ['amount'],
        at: { given: 'postDate', sum: 'dueDate', difference: 'amount' },
      }),
    ],
    freezeThrough: 'document',
    highlights: [{ columns: ['amount'], rows: ['proof'], when: '<>', than: 0, tone: 'bad' }],
  })
}

const itemOf = (row: BridgeLine, currency: string, language: Language): Item => ({
  document: row.document || kindText(row, language),
  kind: kindText(row, language),
  instalment: row.instalment,
  by: row.by === null ? null : `${KIND_WORDS[row.by.kind]?.[language] ?? row.by.kind} ${row.by.document}`,
  customer: row.customer,
  customerName: row.customerName,
  docDate: row.docDate,
  postDate: row.postDate,
  dueDate: row.dueDate,
  change: row.change === 0 ? null : row.change,
  amount: major(row.amount, currency),
})

/** Both moments; the change only where it differs. */
export function momentsOf({ from, to }: Pick<ChangeBridge, 'from' | 'to'>, language: Language): [label: string, value: string][] {
  const say = phrases(language)
  const text = ({ asOf, knownAt }: ChangeBridge['from']) =>
    from.knownAt === to.knownAt ? asOf : say(`${asOf}, known at change ${knownAt}`, `${asOf}（变更号 ${knownAt}）`)
  return [
    [say('From', '从'), text(from)],
    [say('To', '到'), text(to)],
    ...(from.knownAt === to.knownAt ? [[say('Change', '变更号'), String(to.knownAt)] as [string, string]] : []),
  ]
}
