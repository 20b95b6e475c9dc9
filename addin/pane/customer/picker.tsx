import { Input, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { useId, useMemo, useState, type KeyboardEvent } from 'react'
import type { Book } from '../../../shared/book/book.js'
import { useTexts } from '../desk-context.js'
import { matches } from './matches.js'

const useStyles = makeStyles({
  picker: { padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM} 0`, display: 'flex', flexDirection: 'column', rowGap: '2px' },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    maxHeight: '240px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow4,
  },
  option: { display: 'flex', columnGap: tokens.spacingHorizontalS, padding: '4px 8px', cursor: 'pointer', overflowWrap: 'anywhere' },
  // An outline too, since high contrast takes the background away.
  active: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    outline: `2px solid ${tokens.colorStrokeFocus2}`,
    outlineOffset: '-2px',
  },
  code: { flexShrink: 0, color: tokens.colorNeutralForeground3 },
  count: { fontSize: tokens.fontSizeBase200, color: tokens.colorNeutralForeground3, minHeight: '16px' },
})

/** More than these nobody reads: the next letter narrows them down. */
const SHOWN = 30

/** An entry that finds a customer as one types: code, name, or the pinyin of the name. */
export function CustomerPicker({ book, pick }: { book: Book; pick: (code: string) => void }) {
  const styles = useStyles()
  const { customer: texts } = useTexts()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const found = useMemo(() => matches(book, typed), [book, typed])
  const shown = found.slice(0, SHOWN)
  const open = typed.trim() !== ''
  const take = (index: number) => {
    if (!shown[index]) return
    setTyped('')
    pick(shown[index].code)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.key === 'Enter') take(active)
    else if (event.key === 'Escape') setTyped('')
    else if (step && shown.length > 0) {
      const next = (active + step + shown.length) % shown.length
      setActive(next)
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else return
    event.preventDefault()
  }
  return (
    <div className={styles.picker}>
      <Input
        role="combobox"
        value={typed}
        placeholder={texts.pickHint}
        contentBefore={<SearchRegular aria-hidden />}
        aria-label={`${texts.pick}: ${texts.pickHint}`}
        aria-autocomplete="list"
        aria-expanded={open && shown.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={open && shown.length > 0 ? `${id}-${active}` : undefined}
        autoComplete="off"
        onKeyDown={onKeyDown}
        onChange={(_, { value }) => {
          setTyped(value)
          setActive(0)
        }}
      />
      {open && shown.length > 0 && (
        <ul id={`${id}-list`} role="listbox" aria-label={texts.pick} className={styles.list}>
          {shown.map(({ code, name }, index) => (
            <li
              key={code}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              className={mergeClasses(styles.option, index === active && styles.active)}
              onMouseDown={event => event.preventDefault()}
              onClick={() => take(index)}
            >
              <span className={styles.code}>{code}</span>
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
      <div role="status" className={open ? styles.count : undefined}>
        {open && (found.length > 0 ? texts.matches(found.length) : texts.noMatch)}
      </div>
    </div>
  )
}
