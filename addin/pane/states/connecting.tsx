import { Button, Field, Input } from '@fluentui/react-components'
import { useState } from 'react'
import { refusalMessage, type Refusal } from '../../../shared/refusals.js'
import { API, connectionTo } from '../../replica/connection.js'
import { useDesk, useStatus, useTexts } from '../desk-context.js'

type Outcome = 'none' | 'connecting' | 'found' | { problem: string }

/** The address of the ledger as it is typed, and what became of connecting to it. */
export interface Connecting {
  address: string
  type: (address: string) => void
  outcome: Outcome
  connect: () => void
}

/** Keeps an address once a ledger answers there. The replica goes on at the address that it was opened with until the page is loaded again. */
export function useConnecting(): Connecting {
  const { preferences, replica, language } = useDesk()
  const { firstRun } = useTexts()
  const [address, type] = useState(preferences.address)
  const [outcome, setOutcome] = useState<Outcome>('none')
  const attempt = async (): Promise<Outcome> => {
    const asked = address.trim().replace(/\/+$/, '')
    if (asked !== '' && !URL.canParse(asked)) return { problem: firstRun.badAddress }
    const connection = connectionTo({
      address: `${asked || location.origin}${API}`,
      fetch: (...ask) => fetch(...ask),
      language: () => language,
    })
    try {
      await connection.get('/health')
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Refusal') throw error
      return { problem: refusalMessage(error as Refusal, language).message }
    }
    preferences.change({ address: asked })
    if (new URL(connection.address, location.href).href !== new URL(replica.connection.address, location.href).href) return 'found'
    await replica.refresh()
    return 'none'
  }
  const connect = () => {
    if (outcome === 'connecting') return
    setOutcome('connecting')
    void attempt().then(setOutcome, error => setOutcome({ problem: String(error) }))
  }
  return { address, type, outcome, connect }
}

/** Where the ledger is. */
export function AddressEntry({ connecting: { address, type } }: { connecting: Connecting }) {
  const { firstRun } = useTexts()
  return (
    <Field label={firstRun.addressLabel} hint={firstRun.addressHint}>
      <Input type="url" value={address} placeholder="https://" onChange={(_, { value }) => type(value)} />
    </Field>
  )
}

/** Submits the form that it stands in; says what is wrong with the address, or that the page is to be loaded again. */
export function ConnectButton({ connecting: { outcome } }: { connecting: Connecting }) {
  const { firstRun } = useTexts()
  const { problem } = useStatus()
  const wrong = typeof outcome === 'object' ? outcome.problem : outcome === 'none' ? problem?.message : undefined
  return (
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
          <Button type="submit" appearance="primary" disabledFocusable={outcome === 'connecting'}>
            {outcome === 'connecting' ? firstRun.connecting : firstRun.connect}
          </Button>
        )}
      </div>
    </Field>
  )
}
