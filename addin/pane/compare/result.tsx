import type { Comparison } from '../../../shared/domain/comparison.js'
import { sumOf, type ComparisonLine } from '../../../shared/domain/comparison-line.js'
import { iso } from '../../../shared/dates.js'
import type { Book } from '../../../shared/book/book.js'
import type { Money } from '../../../shared/money.js'
import { nameOfCustomer } from '../../../shared/reports/phrases.js'
import { useImportTexts } from '../import/use-import-texts.js'
import { amountText, countText } from '../figures.js'
import { Amount } from '../rows/amount.js'
import { Figure, Figures } from '../rows/figure.js'
import { List, type ListRow } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import type { ImportTexts } from '../texts/import.js'

const KINDS = ['differs', 'onlyTheirs', 'onlyOurs'] as const

/** What a comparison found: totals of both sides that tie, then what needs attention; of what agrees only how much it is. */
export function Result({ book, data }: { book: Book; data: Comparison }) {
  const { compare: texts } = useImportTexts()
  const { lines, parts, theirs, ours, difference } = data
  const { currency } = book.company
  const lineDifferences = lines.reduce((sum, line) => sum + line.difference, 0)
  const rest = (theirs.amount - ours.amount - lineDifferences) as Money
  const amount = (of: Money) => <Amount amount={of} currency={currency} unit="one" />
  return (
    <>
      <Section title={texts.result}>
        <div role="status">
          <Figures label={texts.result}>
            <Figure label={texts.theirs} detail={texts.lines(countText(theirs.rows))}>
              {amount(theirs.amount)}
            </Figure>
            <Figure label={texts.ours} detail={texts.lines(countText(ours.rows))}>
              {amount(ours.amount)}
            </Figure>
            <Figure label={texts.difference} large>
              {amount(difference)}
            </Figure>
            {[...KINDS, 'matched' as const].map(kind => (
              <Figure key={kind} label={texts.kind[kind]} detail={texts.lines(countText(parts[kind].lines))}>
                {amount(kind === 'matched' ? parts[kind].ours.amount : parts[kind].difference)}
              </Figure>
            ))}
            <Figure label={texts.tie}>{amountText(rest, currency).replace('–', '0.00')}</Figure>
          </Figures>
        </div>
        {theirs.rows + ours.rows > 0 && parts.matched.lines === lines.length && <Quiet>{texts.allMatch}</Quiet>}
      </Section>
      {KINDS.filter(kind => parts[kind].lines > 0).map(kind => (
        <Section key={kind} title={`${texts.kind[kind]} (${countText(parts[kind].lines)})`} aside={amount(parts[kind].difference)}>
          <List
            label={texts.kind[kind]}
            rows={lines.filter(line => line.kind === kind).map((line, at) => rowOf(book, line, String(at), texts))}
          />
        </Section>
      ))}
    </>
  )
}

function rowOf(book: Book, { theirs, ours, difference, by }: ComparisonLine, key: string, texts: ImportTexts['compare']): ListRow {
  const { currency } = book.company
  const names = [...new Set([...theirs.map(({ number }) => number), ...ours.map(({ number }) => number)].filter(Boolean))]
  const [their, our] = [theirs.at(0), ours.at(0)]
  const date = our?.date ?? their?.date
  const both = theirs.length > 0 && ours.length > 0
  const sum = (rows: readonly { amount: Money }[]) => amountText(sumOf(rows) as Money, currency)
  const detail = [
    both && texts.both(sum(theirs), sum(ours)),
    date !== undefined && iso(date),
    our && nameOfCustomer(book, book.documents.customer[our.document]),
    theirs.length > 0 && texts.row(theirs.map(({ line = 0 }) => line).join(', ')),
    by && texts.by[by],
    their?.text,
  ]
  return {
    key,
    name: names.join('; ') || their?.text || '–',
    figure: <Amount amount={difference} currency={currency} unit="one" />,
    detail: detail.filter(Boolean).join(' · '),
  }
}
