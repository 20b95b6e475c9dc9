import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { linkTo } from '../router.js'
import { useRowStyles } from '../rows/styles.js'
import { indexAfter, windowOf } from '../rows/window.js'

/** A row that can be ticked, and opened by its name. */
export interface TickRow {
  key: string
  /** What ticking does, for readers of the screen. */
  label: string
  ticked: boolean
  /** A row without anything to tick. */
  fixed: boolean
  /** What its page is about. */
  about: string
  name: ReactNode
  figure: ReactNode
  /** Lines of secondary text. */
  details: readonly string[]
  /** Why it was refused. */
  problem: string | undefined
}

/** Above this many rows only those in view are drawn, each of this height in pixels. */
const VIRTUAL_FROM = 200
const ROW_HEIGHT = 96
const ROWS_SHOWN = 5

const useStyles = makeStyles({
  scroller: { overflowY: 'auto', height: `${ROW_HEIGHT * ROWS_SHOWN}px`, position: 'relative' },
  placed: { position: 'absolute', left: 0, right: 0, height: `${ROW_HEIGHT}px`, boxSizing: 'border-box', overflow: 'hidden' },
  row: {
    display: 'grid',
    gridTemplateColumns: '36px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalXS,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM} ${tokens.spacingVerticalXS} ${tokens.spacingHorizontalXS}`,
  },
  box: { gridRow: '1 / span 6' },
  open: { textDecorationLine: 'none', color: tokens.colorNeutralForeground1, overflowWrap: 'anywhere' },
  detail: { gridColumn: '2 / -1' },
  problem: { color: tokens.colorPaletteRedForeground1 },
})

interface TickListProps {
  rows: readonly TickRow[]
  label: string
  tick: (key: string, on: boolean) => void
}

/** Rows to tick and to open. Two stops of the Tab key; the arrow keys, Home and End go through the rows, Space ticks, Enter opens. */
export function TickList({ rows, label, tick }: TickListProps) {
  const look = useRowStyles()
  const styles = useStyles()
  const [current, setCurrent] = useState(0)
  const [scrolled, setScrolled] = useState(0)
  const box = useRef<HTMLDivElement>(null)
  /** The part of the row that takes the focus once it is drawn. */
  const wanted = useRef<string>(undefined)
  const virtual = rows.length > VIRTUAL_FROM
  const drawn = virtual ? windowOf({ count: rows.length, scrolled, height: ROW_HEIGHT, shown: ROWS_SHOWN }) : { from: 0, to: rows.length }
  const active = Math.min(current, rows.length - 1)
  // Scrolled away with the wheel, the first row that is drawn takes the place of the one that had the focus.
  const stop = active < drawn.from || active >= drawn.to ? drawn.from : active

  useEffect(() => {
    const part = wanted.current === undefined ? undefined : box.current?.querySelector<HTMLElement>(`[data-part="${wanted.current}"]`)
    if (!part) return
    wanted.current = undefined
    part.focus()
  })

  const onKeyDown = (event: KeyboardEvent) => {
    const next = indexAfter(event.key, active, rows.length, ROWS_SHOWN)
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const part = (event.target as HTMLElement).dataset.part?.startsWith('tick') && !rows[next].fixed ? 'tick' : 'open'
    wanted.current = `${part}-${next}`
    setCurrent(next)
    const scroller = box.current
    if (!virtual || !scroller) return
    const top = next * ROW_HEIGHT
    if (top < scroller.scrollTop) scroller.scrollTop = top
    else if (top + ROW_HEIGHT > scroller.scrollTop + scroller.clientHeight) scroller.scrollTop = top + ROW_HEIGHT - scroller.clientHeight
    setScrolled(scroller.scrollTop)
  }

  return (
    <div
      ref={box}
      className={virtual ? styles.scroller : undefined}
      onScroll={virtual ? event => setScrolled(event.currentTarget.scrollTop) : undefined}
      onKeyDown={onKeyDown}
    >
      <ul className={look.list} aria-label={label} style={virtual ? { height: rows.length * ROW_HEIGHT } : undefined}>
        {rows.slice(drawn.from, drawn.to).map((row, i) => {
          const index = drawn.from + i
          const focus = { tabIndex: index === stop ? 0 : -1, onFocus: () => setCurrent(index) }
          const line = virtual && look.oneLine
          return (
            <li
              key={row.key}
              className={mergeClasses(look.item, virtual && styles.placed)}
              style={virtual ? { top: index * ROW_HEIGHT } : undefined}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <div className={styles.row}>
                <span className={styles.box}>
                  <Checkbox
                    {...focus}
                    data-part={`tick-${index}`}
                    aria-label={row.label}
                    checked={row.ticked}
                    disabled={row.fixed}
                    onChange={(_, { checked }) => tick(row.key, checked === true)}
                  />
                </span>
                <a
                  {...focus}
                  data-part={`open-${index}`}
                  className={mergeClasses(look.link, styles.open, line)}
                  href={linkTo('bank', row.about)}
                >
                  {row.name}
                </a>
                <span className={look.figure}>{row.figure}</span>
                {(row.problem && virtual ? row.details.slice(0, -1) : row.details).map((detail, at) => (
                  <span key={at} className={mergeClasses(look.detail, styles.detail, line)}>
                    {detail}
                  </span>
                ))}
                {row.problem && <span className={mergeClasses(look.detail, styles.detail, styles.problem, line)}>{row.problem}</span>}
              </div>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
