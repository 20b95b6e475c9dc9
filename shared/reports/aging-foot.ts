import { iso } from '../dates.js'
import { CAUSE_WORDS } from '../domain/tie-out.js'
import { major, type Money } from '../money.js'
import type { AgingProof } from './aging-proof.js'
import { agingRows, type AgingRows } from './aging-rows.js'
import { lastMonthEnd, unlessNoRate } from './customer-figures.js'
import { currencyOf, type ReportQuestion } from './define.js'
import { blankLine, line, proofLine, totalLine, type FootLine, type ProofColumns } from './foot.js'
import type { Computed, Item } from './formulas.js'
import { nameOfCustomer, phrases, signatureLines } from './phrases.js'

/** Differences to the general ledger that the sheet itself lists; the tie-out report has them all. */
const LISTED = 10

/** Which columns the foot of an aging reads. */
export interface FootColumns {
  buckets: readonly string[]
  /** Unapplied credits, which add up with the buckets to the report's total. */
  unapplied: string
  /** Where a proof shows both sides and their difference. */
  at: ProofColumns
  /** This sheet's total, and the same a month ago. */
  now: AgingRows['total']
  before: AgingRows['total'] | undefined
}

/** Total, shares now and a month ago, the two proofs, what is unidentified, and the lines to sign on. */
export function agingFoot(question: ReportQuestion, proof: AgingProof, columns: FootColumns): FootLine[] {
  const { buckets, unapplied, at, now, before } = columns
  const { language, asOf } = question
  const say = phrases(language)
  const foot: FootLine[] = [totalLine(say('Total', '合计')), line('share', say('Share', '占比'), sharesOfTotal(now, buckets))]
  if (before) {
    const lastMonth = iso(lastMonthEnd(asOf))
    foot.push(line('share', say(`Share at ${lastMonth}`, `上月占比（${lastMonth}）`), shares(before, buckets)))
  }
  return [...foot, blankLine, ...proofFoot(question, proof, at, [...buckets, unapplied]), blankLine, ...signatureLines(language, 'wide')]
}

/** The same sheet's total at the end of last month; `undefined` when a currency had no rate then. */
export const totalLastMonth = (question: ReportQuestion): AgingRows['total'] | undefined =>
  unlessNoRate(() => agingRows({ ...question, asOf: lastMonthEnd(question.asOf) }).total)

/** Documents against the aging, the general ledger against the aging, and where they differ. */
function proofFoot(question: ReportQuestion, proof: AgingProof, at: ProofColumns, sums: readonly string[]): FootLine[] {
  const say = phrases(question.language)
  const shown = (amount: Money) => major(amount, currencyOf(question))
  // A part of the ledger has no account of its own.
  const missing = proof.tie ? say('not entered', '未录入') : say('not for a part', '不适用')
  const headings: Item = {
    [at.given]: say('Books', '账簿'),
    [at.sum]: say('Aging', '账龄合计'),
    [at.difference]: say('Difference', '差额'),
  }
  const { control, tie } = proof
  const accounts = tie?.accounts.filter(({ amount }) => amount !== null).map(({ account }) => account) ?? []
  const named = accounts.length > 0 ? accounts.join('/') : '1122/2203/2205'
  const foot: FootLine[] = [
    line('note', say('Proof', '核对'), headings),
    proofLine(say('Documents by posting date', '单据合计'), { key: 'documents', given: shown(proof.documents), missing, sums, at }),
    proofLine(say(`General ledger ${named}`, `总账 ${named}`), {
      key: 'control',
      given: control === null ? null : shown(control),
      missing,
      sums,
      at,
    }),
  ]
  for (const found of tie?.byCustomer.slice(0, LISTED) ?? []) {
    const index = question.book.customers.find(found.customer)
    const name = index === undefined ? '' : nameOfCustomer(question.book, index)
    const cause = CAUSE_WORDS[found.cause][question.language] + (found.document ? ` (${found.document})` : '')
    foot.push(
      line('note', `${found.customer} ${name}: ${cause}`, {
        [at.given]: { value: found.control === null ? missing : shown(found.control), format: 'balance' },
        [at.sum]: { value: shown(found.aging), format: 'balance' },
        [at.difference]: { value: shown(found.difference), format: 'balance', tone: 'bad' },
      }),
    )
  }
  const unidentified = tie?.byCustomer.filter(({ cause }) => cause === 'unidentifiedReceipt') ?? []
  const sum = unidentified.reduce((all, { difference }) => all + difference, 0) as Money
  // Once bank statements are entered the pool is known; before that it is what the general ledger seems to hold.
  const pooled = tie && question.book.bankLines.all.length > 0
  const value = pooled ? shown(tie.unidentified) : tie && control !== null ? shown(sum) : missing
  foot.push(line('note', say('Unidentified receipts', '待认领'), { [at.given]: { value, format: 'balance' } }, 'unidentified'))
  return foot
}

const shareOf = ({ amounts }: AgingRows['total'], at: number): number => {
  const whole = amounts.reduce<number>((sum, amount) => sum + amount, 0)
  return whole === 0 ? 0 : amounts[at] / whole
}

/** Each bucket's share of all buckets, following the total's filter. */
function sharesOfTotal(total: AgingRows['total'], buckets: readonly string[]): Item {
  const share = (key: string, i: number): Computed => ({
    value: shareOf(total, i),
    formula: at => {
      const whole = `SUM(${at.cell('total', buckets[0])}:${at.cell('total', buckets[buckets.length - 1])})`
      return `IF(${whole}=0,0,${at.cell('total', key)}/${whole})`
    },
    format: 'percent',
  })
  return Object.fromEntries(buckets.map((key, i) => [key, share(key, i)]))
}

const shares = (total: AgingRows['total'], buckets: readonly string[]): Item =>
  Object.fromEntries(buckets.map((key, i) => [key, { value: shareOf(total, i), format: 'percent' as const }]))
