import type { AdoptedRows } from '../../../shared/intake/adoption/adopted.js'
import { TABLES } from '../../../shared/tables/index.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useLedger } from '../desk-context.js'
import { amountText, countText, numberText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet, Section } from '../rows/section.js'
import { tableSums } from './sums.js'
import { useAdoptTexts } from './use-adopt-texts.js'

/** First rows and new customers that are named. */
const NAMED = 5

/** What the rows of a range come to: documents by kind with their totals, customers that are made, the first rows as they will be posted. */
export function Preview({ adopted: { rows, customers, remarks } }: { adopted: AdoptedRows }) {
  const { language } = useDesk()
  const texts = useAdoptTexts()
  const ledger = useLedger()
  if (!ledger || rows.length === 0) return null
  const label = (table: string) => inLanguage(TABLES.get(table)!.label, language)
  const { book } = ledger
  const { currency } = book.company
  const made = new Map(customers.map(({ code, name }) => [code, name]))
  const nameOf = (code: string) => made.get(code) ?? book.customerFiles[book.customers.find(code) ?? -1]?.name ?? code
  const documents = rows.filter(({ table }) => table !== 'customers').slice(0, NAMED)
  return (
    <>
      <Section title={texts.preview}>
        <Figures label={texts.preview}>
          {tableSums(rows, currency).map(({ table, count, amounts }) => (
            <Figure
              key={table}
              label={label(table)}
              detail={[...amounts].map(([code, amount]) => `${code} ${amountText(amount, code)}`).join(' · ')}
            >
              {texts.documents(countText(count))}
            </Figure>
          ))}
          {customers.length > 0 && (
            <Figure
              label={texts.newCustomers}
              detail={
                customers
                  .slice(0, NAMED)
                  .map(({ name }) => name)
                  .join(' · ') +
                (customers.length > NAMED ? ` ${texts.andMore(countText(customers.length - (language === 'zh' ? 0 : NAMED)))}` : '')
              }
            >
              {countText(customers.length)}
            </Figure>
          )}
        </Figures>
      </Section>
      {documents.length > 0 && (
        <Section title={texts.first}>
          <Figures label={texts.first}>
            {documents.map(({ table, row, sourceRow }, at) => (
              <Figure
                key={at}
                label={textIn(row.number) || label(table)}
                detail={[
                  label(table),
                  nameOf(textIn(row.customer)),
                  textIn(row.docDate ?? row.date),
                  textIn(row.dueDate),
                  texts.line(String(sourceRow)),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              >
                {[textIn(row.currency), row.amount === undefined ? '' : numberText(Number(row.amount), 2)].filter(Boolean).join(' ')}
              </Figure>
            ))}
          </Figures>
        </Section>
      )}
      {remarks.length > 0 && (
        <Section title={texts.remarks}>
          {remarks.map(({ en, zh }) => (
            <Quiet key={en}>{inLanguage({ en, zh }, language)}</Quiet>
          ))}
        </Section>
      )}
    </>
  )
}

const textIn = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
