import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { refusalMessage, type Refusal } from '../../../shared/refusals.js'
import { API, connectionTo } from '../../replica/connection.js'
import { useDesk, useStatus, useTexts } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'

const useStyles = makeStyles({
  steps: { margin: 0, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, listStyleType: 'none', counterReset: 'step' },
  step: {
    counterIncrement: 'step',
    position: 'relative',
    paddingInlineStart: '36px',
    paddingBottom: tokens.spacingVerticalL,
    '::before': {
      content: 'counter(step)',
      position: 'absolute',
      insetInlineStart: 0,
      width: '24px',
      lineHeight: '24px',
      textAlign: 'center',
      borderRadius: '50%',
      border: `1px solid ${tokens.colorBrandStroke1}`,
      color: tokens.colorBrandForeground1,
    },
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: '26px', fontWeight: tokens.fontWeightSemibold },
  text: { margin: `0 0 ${tokens.spacingVerticalS}` },
  code: { fontFamily: tokens.fontFamilyMonospace, userSelect: 'all', padding: '2px 6px', backgroundColor: tokens.colorNeutralBackground3 },
})

type Outcome = 'none' | 'connecting' | 'found' | { problem: string }

/** What a person does once on a computer: start the ledger or know where it is, say so, connect. */
export default function FirstRun() {
  const styles = useStyles()
  const { firstRun } = useTexts()
  const { problem } = useStatus()
  const [address, setAddress] = useState(useDesk().preferences.address)
  const [outcome, connect] = useConnect()
  const wrong = typeof outcome === 'object' ? outcome.problem : outcome === 'none' ? problem?.message : undefined
  return (
    <>
      <PageTitle>{firstRun.title}</PageTitle>
      <Quiet>{firstRun.text}</Quiet>
      <ol className={styles.steps}>
        <li className={styles.step}>
          <h3 className={styles.heading}>{firstRun.start}</h3>
          <p className={styles.text}>{firstRun.startText}</p>
          <code className={styles.code}>npm start</code>
        </li>
        <li className={styles.step}>
          <h3 className={styles.heading}>{firstRun.address}</h3>
          <Field label={firstRun.addressLabel} hint={firstRun.addressHint}>
            <Input type="url" value={address} placeholder="https://" onChange={(_, { value }) => setAddress(value)} />
          </Field>
        </li>
        <li className={styles.step}>
          <h3 className={styles.heading}>{firstRun.connect}</h3>
          <p className={styles.text}>{firstRun.connectText}</p>
          <Field
            validationState={wrong ? 'error' : outcome === 'found' ? 'success' : 'none'}
            validationMessage={wrong ?? (outcome === 'found' ? firstRun.found : undefined)}
          >
            <div>
              {outcome === 'found' ? (
                <Button appearance="primary" onClick={() => location.reload()}>
                  {firstRun.reload}
                </Button>
              ) : (
                <Button appearance="primary" disabledFocusable={outcome === 'connecting'} onClick={() => connect(address)}>
                  {outcome === 'connecting' ? firstRun.connecting : firstRun.connect}
                </Button>
              )}
            </div>
          </Field>
        </li>
      </ol>
    </>
  )
}

/** Keeps an address once a ledger answers there. The replica goes on at the address that it was opened with until the page is loaded again. */
function useConnect(): [Outcome, (address: string) => void] {
  const { preferences, replica, language } = useDesk()
  const { firstRun } = useTexts()
  const [outcome, setOutcome] = useState<Outcome>('none')
  const connect = async (typed: string): Promise<Outcome> => {
    const address = typed.trim().replace(/\/+$/, '')
    if (address !== '' && !URL.canParse(address)) return { problem: firstRun.badAddress }
    const connection = connectionTo({
      address: `${address || location.origin}${API}`,
      fetch: (...ask) => fetch(...ask),
      language: () => language,
    })
    try {
      await connection.get('/health')
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error
      return { problem: refusalMessage(error as Refusal, language).message }
    }
    preferences.change({ address })
    if (new URL(connection.address, location.href).href !== new URL(replica.connection.address, location.href).href) return 'found'
    await replica.refresh()
    return 'none'
  }
  return [
    outcome,
    typed => {
      setOutcome('connecting')
      void connect(typed).then(setOutcome, error => setOutcome({ problem: String(error) }))
    },
  ]
}
