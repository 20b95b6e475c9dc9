import { makeStyles, tokens } from '@fluentui/react-components'
import type { FormEvent, ReactNode } from 'react'

const useStyles = makeStyles({
  form: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
  },
  pair: { display: 'grid', gridTemplateColumns: 'repeat(2, minmax(0, 1fr))', columnGap: tokens.spacingHorizontalS },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
})

/** Entries one under the other; Enter does what the first button does. */
export function Form({ children, submit }: { children: ReactNode; submit?: () => void }) {
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    submit?.()
  }
  return (
    <form className={useStyles().form} noValidate onSubmit={onSubmit}>
      {children}
    </form>
  )
}

/** Two short entries side by side. */
export function Pair({ children }: { children: ReactNode }) {
  return <div className={useStyles().pair}>{children}</div>
}

/** Buttons side by side, as many as fit in a line. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={useStyles().actions}>{children}</div>
}
