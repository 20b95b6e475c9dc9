import { Field, Input, makeStyles, mergeClasses, Radio, RadioGroup, Select, tokens } from '@fluentui/react-components'
import type { Currency } from '../../../shared/money.js'
import type { Column } from '../../../shared/tables/bound/define.js'
import type { FieldConflict } from '../../../shared/tables/bound/three-way.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk } from '../desk-context.js'
import { fieldText } from './field-text.js'
import { useSyncTexts } from './use-sync-texts.js'

/** What a person chose for a field that two changed, and what was typed for it. */
export interface FieldChoice {
  whose: 'mine' | 'theirs' | 'other' | undefined
  typed: string
}

const useStyles = makeStyles({
  field: {
    padding: tokens.spacingHorizontalS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
  },
  before: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  sides: { display: 'grid', alignSelf: 'stretch', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))' },
  // Where the pane is narrow long values stand one above the other, so that their digits can be compared.
  long: { gridTemplateColumns: 'repeat(auto-fit, minmax(184px, 1fr))' },
  value: { display: 'block', fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: 'tabular-nums', overflowWrap: 'anywhere' },
})

/** Characters of a value that has room beside another in the narrowest pane. */
const SHORT = 12

interface ConflictFieldProps {
  conflict: FieldConflict
  column: Column
  currency: Currency
  choice: FieldChoice
  problem: string | undefined
  choose: (choice: FieldChoice) => void
}

/** A field that both changed: what was before, mine beside theirs, or a third value. */
export function ConflictField({ conflict, column, currency, choice, problem, choose }: ConflictFieldProps) {
  const styles = useStyles()
  const { language } = useDesk()
  const { conflict: texts } = useSyncTexts()
  const label = inLanguage(column.label, language)
  const shown = (text: string) => fieldText(column, text, currency, language)
  const long = [conflict.mine, conflict.theirs].some(text => shown(text).length > SHORT)
  const type = (typed: string) => choose({ whose: 'other', typed })
  const entry = { 'aria-label': texts.otherOf(label), value: choice.typed }
  return (
    <div className={styles.field}>
      <Field label={label} validationMessage={choice.whose === undefined ? problem : undefined}>
        <RadioGroup value={choice.whose ?? ''} onChange={(_, { value }) => choose({ ...choice, whose: value as FieldChoice['whose'] })}>
          <span className={styles.before}>
            {texts.base}: {shown(conflict.base)}
          </span>
          <div className={mergeClasses(styles.sides, long && styles.long)}>
            {(['mine', 'theirs'] as const).map(whose => (
              <Radio
                key={whose}
                value={whose}
                label={
                  <>
                    {texts[whose]}
                    <span className={styles.value}>{shown(conflict[whose])}</span>
                  </>
                }
              />
            ))}
          </div>
          <Radio value="other" label={texts.other} />
        </RadioGroup>
      </Field>
      <Field validationMessage={choice.whose === undefined ? undefined : problem}>
        {column.choices ? (
          <Select {...entry} size="small" onChange={(_, { value }) => type(value)}>
            <option value="" />
            {column.choices.map(({ value, label: words }) => (
              <option key={value} value={value}>
                {inLanguage(words, language)}
              </option>
            ))}
          </Select>
        ) : (
          <Input
            {...entry}
            size="small"
            inputMode={column.type === 'amount' ? 'decimal' : undefined}
            onChange={(_, { value }) => type(value)}
          />
        )}
      </Field>
    </div>
  )
}
