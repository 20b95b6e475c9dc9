import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useId, useRef } from 'react'
import type { Question } from '../../desk/notices.js'
import { useTexts } from '../desk-context.js'

const useStyles = makeStyles({
  panel: {
    flexShrink: 0,
    padding: tokens.spacingHorizontalM,
    borderRadius: tokens.borderRadiusMedium,
    border: `2px solid ${tokens.colorBrandStroke1}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  title: { margin: 0, outlineStyle: 'none', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: `${tokens.spacingVerticalXS} 0 ${tokens.spacingVerticalS}`, whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  danger: { color: tokens.colorPaletteRedForeground1 },
})

/** A question before something destructive, with its choices as buttons. The pane and Excel stay usable; Escape puts it aside. */
export function QuestionPanel({ question }: { question: Question }) {
  const styles = useStyles()
  const { board } = useTexts()
  const id = useId()
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    // It comes to whoever is in the pane without typing; who types in Excel or in an entry hears it and comes when ready.
    const { activeElement } = document
    const typing = activeElement instanceof HTMLInputElement && activeElement.type !== 'range'
    if (document.hasFocus() && !typing) panel.current?.querySelector<HTMLElement>('h2')?.focus()
  }, [])
  return (
    <section
      ref={panel}
      className={styles.panel}
      aria-labelledby={id}
      onKeyDown={event => event.key === 'Escape' && question.answer(undefined)}
    >
      <h2 id={id} className={styles.title} tabIndex={-1}>
        {question.title}
      </h2>
      <p className={styles.text}>{question.text}</p>
      <div className={styles.choices}>
        {question.choices.map(({ id: choice, label, tone }) => (
          <Button
            key={choice}
            size="small"
            appearance={tone === 'primary' ? 'primary' : 'secondary'}
            className={tone === 'danger' ? styles.danger : undefined}
            onClick={() => question.answer(choice)}
          >
            {label}
          </Button>
        ))}
        {question.choices.every(({ id: choice }) => choice !== 'cancel') && (
          <Button size="small" appearance="subtle" onClick={() => question.answer(undefined)}>
            {board.later}
          </Button>
        )}
      </div>
    </section>
  )
}
