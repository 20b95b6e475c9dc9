import { Refusal, refusalMessage, type Language, type RefusalMessage } from '../../shared/refusals.js'
import type { Progress } from '../workbook/bound/bound-workbook.js'

/** How sync stands, as the pane shows it. */
export interface SyncStatus {
  /** What is being done, and how far it is. */
  working?: { what: 'reading' | 'sending' | 'fetching' | 'filling'; done: number; total: number }
  /** When everything was last sent and fetched, in milliseconds since 1970. */
  syncedAt?: number
  /** Why the last attempt failed, in the user's language. */
  problem?: RefusalMessage
}

/** The status of a sync, and who is told of it. */
export class Standing {
  status: SyncStatus = {}
  private readonly listeners = new Set<() => void>()
  private cancelled = false

  constructor(private readonly language: Language) {}

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  readonly told = (): void => this.listeners.forEach(listener => listener())

  say(part: SyncStatus): void {
    this.status = { ...this.status, ...part }
    if (!this.status.working) this.cancelled = false
    this.told()
  }

  /** Progress of a piece of work; throws once it was cancelled. */
  during(what: NonNullable<SyncStatus['working']>['what'], progress?: Progress): Progress {
    return (done, total) => {
      if (this.cancelled) throw new DOMException('cancelled', 'AbortError')
      this.say({ working: done < total ? { what, done, total } : undefined })
      progress?.(done, total)
    }
  }

  /** Ends what is being done before its next piece. */
  cancel(): void {
    this.cancelled = this.status.working !== undefined
  }

  /** Says what ended a piece of work; that it was cancelled is no problem. */
  readonly failed = (error: unknown): void => {
    if (isCancelled(error)) return this.say({ working: undefined })
    if (!(error instanceof Refusal)) console.error(error)
    const problem =
      error instanceof Refusal ? refusalMessage(error, this.language) : { code: 'SERVICE_FAILED' as const, message: String(error) }
    this.say({ problem, working: undefined })
  }
}

/** Whether work ended because a person cancelled it. */
export const isCancelled = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'
