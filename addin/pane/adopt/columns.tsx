import { makeStyles, ProgressBar, Select, tokens } from '@fluentui/react-components'
import type { Adoption } from '../../commands/adoption.js'
import { inLanguage } from '../../desk/notices.js'
import { ADOPTION_FIELDS, type AdoptionField } from '../../../shared/intake/adoption/field-words.js'
import { fieldLabel } from '../../../shared/intake/adoption/labels.js'
import { columnLetters, shownText } from '../../../shared/intake/adoption/range.js'
import { useDesk } from '../desk-context.js'
import { percentText } from '../figures.js'
import { Quiet, Section } from '../rows/section.js'
import { useRowStyles } from '../rows/styles.js'
import { useAdoptTexts } from './use-adopt-texts.js'

const useStyles = makeStyles({
  column: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    '& select': { minWidth: 0 },
  },
  heading: { fontWeight: tokens.fontWeightSemibold, overflowWrap: 'anywhere' },
  sure: { display: 'grid', gridTemplateColumns: '64px minmax(0, 1fr)', columnGap: tokens.spacingHorizontalS, alignItems: 'center' },
})

/** Every column with examples, what it was taken for, how sure that is and why; it can be said otherwise. */
export function Columns({ adoption, choose }: { adoption: Adoption; choose: (column: number, field: AdoptionField | null) => void }) {
  const texts = useAdoptTexts()
  const look = useRowStyles()
  return (
    <Section title={texts.columns}>
      <Quiet>{texts.columnsText}</Quiet>
      <ul className={look.list} aria-label={texts.columns}>
        {adoption.mapping.columns.map((_, at) => (
          <li key={at} className={look.item}>
            <One adoption={adoption} at={at} choose={choose} />
          </li>
        ))}
      </ul>
    </Section>
  )
}

function One({ adoption, at, choose }: { adoption: Adoption; at: number; choose: (column: number, field: AdoptionField | null) => void }) {
  const styles = useStyles()
  const look = useRowStyles()
  const { language } = useDesk()
  const texts = useAdoptTexts()
  const { mapping, found, range } = adoption
  const { heading, field } = mapping.columns[at]
  const { confidence, why } = found.columns[at]
  const name = texts.column(columnLetters(range.firstColumn + at), heading)
  const samples = samplesOf(adoption, at)
  const word = texts.sure[confidence >= 0.8 ? 'high' : confidence >= 0.5 ? 'middle' : 'low']
  return (
    <div className={styles.column}>
      <span className={styles.heading}>{name}</span>
      <span className={look.detail}>{samples.length > 0 ? texts.samples(samples.join(' · ')) : texts.empty}</span>
      <Select
        aria-label={texts.fieldOf(name)}
        value={field ?? ''}
        onChange={(_, { value }) => choose(at, value === '' ? null : (value as AdoptionField))}
      >
        <option value="">{texts.leftOut}</option>
        {ADOPTION_FIELDS.map(each => (
          <option key={each} value={each}>
            {inLanguage(fieldLabel(each), language)}
          </option>
        ))}
      </Select>
      <div className={styles.sure}>
        <ProgressBar
          value={confidence}
          thickness="large"
          color={confidence >= 0.8 ? 'success' : confidence >= 0.5 ? 'brand' : 'warning'}
          aria-label={texts.fieldOf(name)}
          aria-valuetext={texts.sureOf(word, percentText(confidence))}
        />
        <span className={look.detail}>{`${word} · ${inLanguage(why, language)}`}</span>
      </div>
    </div>
  )
}

const SAMPLES = 3

function samplesOf({ found, range }: Adoption, column: number): string[] {
  const samples = new Set<string>()
  for (let row = found.headings.first + found.headings.rows; row < range.values.length && samples.size < SAMPLES; row++) {
    const text = shownText(range, row, column).trim()
    if (text !== '') samples.add(text.slice(0, 40))
  }
  return [...samples]
}
