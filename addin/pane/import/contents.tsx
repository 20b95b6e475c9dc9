import type { ImportAnswer, ImportedSheet } from '../../../shared/protocol.js'
import { TABLES } from '../../../shared/tables/index.js'
import { inLanguage } from '../../desk/notices.js'
import type { Language } from '../../../shared/refusals.js'
import { useDesk } from '../desk-context.js'
import { amountOfText, countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { List } from '../rows/list.js'
import { Quiet, Section } from '../rows/section.js'
import type { ImportTexts } from '../texts/import.js'
import { useImportTexts } from './use-import-texts.js'

/** The name of a table of the ledger. */
export function tableLabel(table: string, language: Language): string {
  const label = TABLES.get(table)?.label
  return label ? inLanguage(label, language) : table
}

/** What a file is, how many rows of which kind it holds, their totals, and its first rows. */
export function Contents({ answer: { sheets, tables, first, remarks } }: { answer: ImportAnswer }) {
  const { import: texts } = useImportTexts()
  const { language } = useDesk()
  return (
    <>
      <Section title={texts.what}>
        <Figures label={texts.what}>
          {sheets.map(sheet => (
            <Figure key={sheet.name} label={sheet.name} detail={recognised(sheet, texts.as, language)}>
              {texts.lines(countText(sheet.lines))}
            </Figure>
          ))}
        </Figures>
      </Section>
      {tables.length > 0 && (
        <Section title={texts.holds}>
          <Figures label={texts.holds}>
            {tables.map(({ table, rows, alreadyThere, amounts }) => (
              <Figure
                key={table}
                label={tableLabel(table, language)}
                detail={[
                  ...amounts.map(({ currency, amount }) => `${currency} ${amountOfText(amount)}`),
                  ...(alreadyThere > 0 ? [texts.there(countText(alreadyThere))] : []),
                ].join(' · ')}
              >
                {countText(rows)}
              </Figure>
            ))}
          </Figures>
        </Section>
      )}
      {first.length > 0 && (
        <Section title={texts.first}>
          <List
            label={texts.first}
            rows={first.map(({ table, line, name, customer, date, amount }, at) => ({
              key: String(at),
              name: name || customer || tableLabel(table, language),
              figure: amount && amountOfText(amount),
              detail: [tableLabel(table, language), name ? customer : '', date, texts.line(countText(line))].filter(Boolean).join(' · '),
            }))}
          />
        </Section>
      )}
      {remarks.length > 0 && (
        <Section title={texts.remarks}>
          {remarks.map(remark => (
            <Quiet key={remark}>{remark}</Quiet>
          ))}
        </Section>
      )}
    </>
  )
}

function recognised({ recognised: found }: ImportedSheet, texts: ImportTexts['import']['as'], language: Language): string {
  switch (found.as) {
    case 'learned':
      return texts.learned(found.name)
    case 'vouchers':
      return texts.vouchers(found.program)
    case 'table':
      return texts.table(tableLabel(found.table, language))
    default:
      return texts[found.as]
  }
}
