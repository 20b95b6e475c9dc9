import { Button } from '@fluentui/react-components'
import { Component, type ReactNode } from 'react'
import { refusalMessage, type Refusal } from '../../../shared/refusals.js'
import type { Desk } from '../../desk/desk.js'
import { TEXTS } from '../texts/texts.js'
import { State } from './state.js'

interface Props {
  desk: Desk
  /** What the page asks of: when it changes the page is drawn again. */
  question: unknown
  children: ReactNode
}

/**
 * Stands around a page: a refusal is shown with its cure, anything else as a fault of ours with a reference that also stands in the
 * console. Only the page is lost, never the pane. A class because React offers this to no function.
 */
export class FaultBoundary extends Component<Props, { error?: unknown; reference: string }> {
  override state = { error: undefined as unknown, reference: '' }

  static getDerivedStateFromError(error: unknown) {
    return { error, reference: crypto.randomUUID().slice(0, 8).toUpperCase() }
  }

  override componentDidCatch(error: unknown) {
    if (!isRefusal(error)) console.error(this.state.reference, error)
  }

  override componentDidUpdate(before: Props) {
    if (this.state.error !== undefined && before.question !== this.props.question) this.setState({ error: undefined })
  }

  override render() {
    const { error, reference } = this.state
    if (error === undefined) return this.props.children
    const { language } = this.props.desk
    const { state } = TEXTS[language]
    const again = <Button onClick={() => this.setState({ error: undefined })}>{state.tryAgain}</Button>
    return isRefusal(error) ? (
      <State title={state.refusedTitle} text={refusalMessage(error, language).message}>
        {again}
      </State>
    ) : (
      <State title={state.bugTitle} text={state.bugText} code={reference}>
        {again}
      </State>
    )
  }
}

const isRefusal = (error: unknown): error is Refusal => error instanceof Error && error.name === 'Refusal'
