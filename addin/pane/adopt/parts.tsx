import { Link } from '@fluentui/react-components'
import { useState, type ReactNode } from 'react'
import { countText } from '../figures.js'
import { useRowStyles } from '../rows/styles.js'
import { useAdoptTexts } from './use-adopt-texts.js'

/** Rows drawn at first, and with each press of more. */
const SHOWN = 50

interface PartsProps<Row> {
  label: string
  rows: readonly Row[]
  draw: (row: Row, index: number) => ReactNode
}

/** A list that may be long, drawn in parts; each row holds what `draw` gives. */
export function Parts<Row>({ label, rows, draw }: PartsProps<Row>) {
  const look = useRowStyles()
  const texts = useAdoptTexts()
  const [shown, setShown] = useState(SHOWN)
  const left = rows.length - shown
  return (
    <>
      <ul className={look.list} aria-label={label}>
        {rows.slice(0, shown).map((row, index) => (
          <li key={index} className={look.item}>
            {draw(row, index)}
          </li>
        ))}
      </ul>
      {left > 0 && (
        <div className={look.row}>
          <Link as="button" type="button" onClick={() => setShown(shown + SHOWN)}>
            {texts.more(countText(Math.min(left, SHOWN)))}
          </Link>
        </div>
      )}
    </>
  )
}
