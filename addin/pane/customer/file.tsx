import { DIMENSIONS } from '../../../shared/domain/dimensions.js'
import { ownerAt } from '../../../shared/domain/filter.js'
import { DIMENSION_WORDS } from '../../../shared/vocabulary.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useTexts } from '../desk-context.js'
import { Figure, Figures } from '../rows/figure.js'
import { Section } from '../rows/section.js'
import type { CustomerProps } from './customer-props.js'

/** What is on a customer's file on the day; fields that nobody filled in are left out. */
export function File({ ledger: { book, asOf }, customer }: CustomerProps) {
  const { language } = useDesk()
  const { customer: texts } = useTexts()
  const code = book.customers.texts[customer]
  const file = book.customerFiles[customer]
  const value = (field: string) => book.values.at('customer', code, field, asOf)
  const fields: [label: string, value: string | undefined][] = [
    [texts.code, code],
    [texts.shortName, file?.shortName],
    [texts.terms, value('terms')],
    [texts.owner, ownerAt(book, code, asOf)],
    ...DIMENSIONS.map((field): [string, string | undefined] => [capital(inLanguage(DIMENSION_WORDS[field], language)), value(field)]),
    [texts.hold, value('hold') === 'yes' ? texts.yes : undefined],
  ]
  return (
    <Section title={texts.file}>
      <Figures label={texts.file}>
        {fields.map(
          ([label, text]) =>
            text && (
              <Figure key={label} label={label} long>
                {text}
              </Figure>
            ),
        )}
      </Figures>
    </Section>
  )
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
