import { makeStyles, mergeClasses } from '@fluentui/react-components'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useRowStyles } from './styles.js'
import { indexAfter, windowOf } from './window.js'

/** A row of a list. */
export interface ListRow {
  key: string
  name: ReactNode
  figure?: ReactNode
  /** One line of secondary text; every row of a list over 200 has the same height, so it is cut where it is too long. */
  detail?: ReactNode
  /** The page that the row opens. */
  to?: string
  /** What a row without a page does when pressed. */
  press?: () => void
}

/** Above this many rows only those in view are drawn. */
const VIRTUAL_FROM = 200
/** Height of each row of a virtual list, and how many rows it shows, in pixels and rows. */
const ROW_HEIGHT = 48
const ROWS_SHOWN = 9

const useStyles = makeStyles({
  scroller: { overflowY: 'auto', height: `${ROW_HEIGHT * ROWS_SHOWN}px`, position: 'relative' },
  placed: { position: 'absolute', left: 0, right: 0, height: `${ROW_HEIGHT}px`, boxSizing: 'border-box', overflow: 'hidden' },
  button: { width: '100%', border: 'none', background: 'none', font: 'inherit', textAlign: 'start' },
})

/** Rows one under the other. One stop of the Tab key; the arrow keys, Home and End go through the rows, Enter opens one. */
export function List({ rows, label }: { rows: readonly ListRow[]; label: string }) {
  const look = useRowStyles()
  const styles = useStyles()
  const [current, setCurrent] = useState(0)
  const [scrolled, setScrolled] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  /** The row that takes the focus once it is drawn. */
  const wanted = useRef<number>(undefined)
  const virtual = rows.length > VIRTUAL_FROM
  const { from, to } = virtual
    ? windowOf({ count: rows.length, scrolled, height: ROW_HEIGHT, shown: ROWS_SHOWN })
    : { from: 0, to: rows.length }
  const active = Math.min(current, rows.length - 1)

  useEffect(() => {
    if (wanted.current === undefined) return
    const row = box.current?.querySelector<HTMLElement>(`[data-row="${wanted.current}"]`)
    if (!row) return
    wanted.current = undefined
    row.focus()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const next = indexAfter(event.key, active, rows.length, ROWS_SHOWN)
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    wanted.current = next
    setCurrent(next)
    const scroller = box.current
    if (!virtual || !scroller) return
    const top = next * ROW_HEIGHT
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight
    setScrolled(scroller.scrollTop)
  }

  const drawn = []
  for (let index = from; index < to; index++) {
    const row = rows[index]
    drawn.push(
      <li
        key={row.key}
        className={mergeClasses(look.item, virtual && styles.placed)}
        style={virtual ? { top: index * ROW_HEIGHT } : undefined}
        aria-setsize={rows.length}
        aria-posinset={index + 1}
      >
        <Content
          row={row}
          index={index}
          focusable={index === active || (virtual && outside(active, from, to) && index === from)}
          cut={virtual}
          onFocus={() => setCurrent(index)}
        />
      </li>,
    )
  }
  return (
    <div
      ref={box}
      className={virtual ? styles.scroller : undefined}
      onScroll={virtual ? event => setScrolled(event.currentTarget.scrollTop) : undefined}
      onKeyDown={onKeyDown}
    >
      <ul className={look.list} aria-label={label} style={virtual ? { height: rows.length * ROW_HEIGHT } : undefined}>
        {drawn}
      </ul>
    </div>
  )
}

/** Scrolled away with the wheel, the row that had the focus is not drawn: the first that is takes its place as the stop of Tab. */
const outside = (index: number, from: number, to: number): boolean => index < from || index >= to

interface ContentProps {
  row: ListRow
  index: number
  focusable: boolean
  cut: boolean
  onFocus: () => void
}

function Content({ row, index, focusable, cut, onFocus }: ContentProps) {
  const look = useRowStyles()
  const styles = useStyles()
  const inside = (
    <>
      <span className={mergeClasses(look.name, cut && look.oneLine)}>{row.name}</span>
      <span className={look.figure}>{row.figure}</span>
      {row.detail && <span className={mergeClasses(look.detail, cut && look.oneLine)}>{row.detail}</span>}
    </>
  )
  const common = { 'data-row': index, tabIndex: focusable ? 0 : -1, onFocus }
  if (row.to)
    return (
      <a {...common} className={mergeClasses(look.row, look.link)} href={row.to}>
        {inside}
      </a>
    )
  if (row.press)
    return (
      <button {...common} type="button" className={mergeClasses(look.row, look.link, styles.button)} onClick={row.press}>
        {inside}
      </button>
    )
  return (
    <div {...common} className={look.row}>
      {inside}
    </div>
  )
}
