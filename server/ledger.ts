import type { Book, Company } from '../shared/book/book.js'
import { checkInvariants } from '../shared/book/invariants.js'
import type { Change } from '../shared/facts/fact.js'
import { PUSH_ROWS, type PushRequest } from '../shared/protocol.js'
import { refuse } from '../shared/refusals.js'
import { contentHash } from './ledger/content.js'
import { importBatch, type ImportOutcome, type ImportPlace, type ImportRequest } from './ledger/import.js'
import { outcomeKept, type Outcome } from './ledger/outcome.js'
import { postBatch, takeBack, type Batch, type Step } from './ledger/post.js'
import { Queue, type Settled } from './ledger/queue.js'
import { createStore, openStore, type StoreOptions } from './store/ledger-store.js'
import type { KeptPush, NewChange, Problem, Store } from './store/store.js'
import { seenBy, type Viewer } from './viewer.js'

export type { ImportOutcome, ImportRequest } from './ledger/import.js'
export { pushAnswer, type Outcome } from './ledger/outcome.js'

export interface LedgerOptions {
  /** Milliseconds since 1970; the system's clock unless given. */
  clock?: () => number
  store?: Omit<StoreOptions, 'now'>
  /** What is always true of a Book; `checkInvariants` unless given. */
  invariants?: (book: Book) => { name: string; problem: string }[]
}

/** Called after changes were committed, with the number of the newest. */
export type Listener = (change: number) => void

/** Most pushes that share one commit. */
const TOGETHER = 200

type Task = { push: PushRequest; actor: string } | { batch: ImportRequest; actor: string }
type Result = Outcome | ImportOutcome

/** Opens the ledger of a folder; refuses with `NO_LEDGER`, `LEDGER_IN_USE` and the like, and then leaves it as it was. */
export async function openLedger(folder: string, options: LedgerOptions = {}): Promise<Ledger> {
  const store = await openStore(folder, { ...options.store, now: (options.clock ?? Date.now)() })
  try {
    return new Ledger(store, await store.load(), options)
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Makes a new ledger in a folder and opens it; refuses with `LEDGER_EXISTS`. */
export async function createLedger(folder: string, company: Company, options: LedgerOptions = {}): Promise<Ledger> {
  const store = await createStore(folder, company, { ...options.store, now: (options.clock ?? Date.now)() })
  return new Ledger(store, await store.load(), options)
}

/**
 * One company's ledger: the only place where facts are accepted. Pushes are taken one after the other, so that none is checked against
 * a Book that another is changing. Posting on the Book and committing happen within one turn of the event loop, so nobody reads what
 * is not committed.
 */
export class Ledger {
  private readonly clock: () => number
  private readonly listeners = new Set<Listener>()
  private readonly queue = new Queue<Task, Result>(
    tasks => this.work(tasks),
    tasks => groupSize(tasks),
  )
  private stopping = false

  constructor(
    private readonly store: Store,
    private current: Book,
    private readonly options: LedgerOptions,
  ) {
    this.clock = options.clock ?? Date.now
  }

  get company(): Company {
    return this.store.company
  }

  /** The newest change. */
  get change(): number {
    return this.current.change
  }

  /** The Book as a viewer may see it: the one door for every question. Do not keep it: ask again for the next question. */
  book(viewer: Viewer): Book {
    return seenBy(this.current, viewer)
  }

  /**
   * Posts rows; answers a repeated push as it was answered before, and refuses its id with other content (`PUSH_REUSED`). Refused rows
   * are part of the outcome.
   */
  async push(request: PushRequest, actor: string): Promise<Outcome> {
    if (this.stopping) throw refuse('SHUTTING_DOWN')
    return await this.queue.add({ push: request, actor })
  }

  /**
   * Posts a file of any length: checked whole first, then in slices, each its own change, while others are served. Pushes wait until it
   * is done, so that what was checked still holds. Cut off, the same call completes it; done, it posts nothing new.
   */
  async import(request: ImportRequest, actor: string): Promise<ImportOutcome> {
    if (this.stopping) throw refuse('SHUTTING_DOWN')
    return this.queue.add({ batch: request, actor })
  }

  /** Canonical bytes of at most so many changes after one, as far as a viewer may see them. */
  async changesAfter(_viewer: Viewer, change: number, limit: number): Promise<Uint8Array[]> {
    return this.store.changesAfter(change, limit)
  }

  /** Who made some changes, and when. */
  async makersOf(viewer: Viewer, changes: readonly number[]): Promise<Map<number, { actor: string; recordedAt: string }>> {
    const makers = new Map<number, { actor: string; recordedAt: string }>()
    for (const change of new Set(changes)) {
      const [bytes] = await this.changesAfter(viewer, change - 1, 1)
      const { actor, recordedAt } = JSON.parse(Buffer.from(bytes).toString()) as Change
      makers.set(change, { actor, recordedAt })
    }
    return makers
  }

  /** Tells a listener of each commit; call the result to stop. */
  subscribe(listener: Listener): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Everything that is wrong with the ledger: storage, digests, tables, and the Book built from them. */
  async check(): Promise<Problem[]> {
    const problems = await this.store.check()
    if (problems.length > 0) return problems
    const found = (this.options.invariants ?? checkInvariants)(await this.store.load())
    return found.map(({ name, problem }) => ({ check: name, problem }))
  }

  /** Sets or, with `null`, erases a person's name. */
  nameOfPerson(code: string, name: string | null): Promise<void> {
    return this.store.nameOfPerson(code, name)
  }

  /** Takes nothing more, finishes what was accepted, and lets the folder go. */
  async close(): Promise<void> {
    this.stopping = true
    await this.queue.idle()
    await this.store.close()
  }

  private async work(tasks: Task[]): Promise<Settled<Result>[]> {
    const [first] = tasks
    if ('batch' in first) return [{ result: await importBatch(this.place(), first.batch, first.actor) }]
    return this.pushTogether(tasks as { push: PushRequest; actor: string }[])
  }

  /** What an import is given of this ledger. */
  private place(): ImportPlace {
    const commit = async (batch: Batch) => {
      const [end] = await this.commit([batch], [undefined])
      if ('error' in end) throw end.error
      return end.result
    }
    return { store: this.store, book: () => this.current, commit }
  }

  private async pushTogether(tasks: { push: PushRequest; actor: string }[]): Promise<Settled<Outcome>[]> {
    const batches = tasks.map(({ push, actor }): Batch => ({ ...push, actor, pushHash: contentHash(push) }))
    const kept: (KeptPush | undefined)[] = []
    for (const { pushId } of batches) kept.push(await this.store.findPush(pushId))
    return this.commit(batches, kept)
  }

  /** Posts batches on the Book and commits them together; on a failure the Book is as it was. */
  private async commit(batches: Batch[], kept: (KeptPush | undefined)[]): Promise<Settled<Outcome>[]> {
    const book = this.current
    const stored: NewChange[] = []
    // One push alone is its own group: the ways back of its many rows need not be passed on.
    const group = batches.length > 1 ? book.begin() : undefined
    const open: Step[] = group ? [group] : []
    let ends: Settled<Outcome>[]
    try {
      const at = Math.max(this.clock(), lastRecorded(book))
      ends = batches.map((batch, i): Settled<Outcome> => {
        try {
          // A push may repeat one of its own group, which is not committed yet.
          const repeated = kept[i] ?? stored.find(({ pushId }) => pushId === batch.pushId)
          if (repeated) return { result: repetition(batch, repeated) }
          const posted = postBatch(book, batch, at)
          if (posted.stored) {
            stored.push(posted.stored.change)
            if (group) posted.stored.step.keep()
            else open.push(posted.stored.step)
          }
          return { result: posted.outcome }
        } catch (error) {
          return { error }
        }
      })
      if (stored.length > 0) await this.store.append(stored)
    } catch (error) {
      await this.restore(open)
      throw error
    }
    for (const step of open) step.keep()
    if (stored.length > 0) this.tell()
    return ends
  }

  private async restore(open: readonly Step[]): Promise<void> {
    try {
      for (const step of open) takeBack(step)
    } catch {
      // The Book cannot be trusted any more; what is stored can.
      this.current = await this.store.load()
    }
  }

  private tell(): void {
    for (const listener of this.listeners) listener(this.current.change)
  }
}

const lastRecorded = (book: Book): number => book.recorded[book.recorded.length - 1]?.at ?? 0

function repetition(batch: Batch, kept: KeptPush): Outcome {
  if (!Buffer.from(kept.pushHash).equals(batch.pushHash)) throw refuse('PUSH_REUSED')
  return outcomeKept(kept.change, kept.answer)
}

/** How many of the waiting tasks go together: pushes up to some number of rows, an import alone. */
function groupSize(tasks: readonly Task[]): number {
  let rows = 0
  for (let i = 0; i < tasks.length; i++) {
    const task = tasks[i]
    if ('batch' in task || i === TOGETHER) return i
    rows += task.push.rows.length
    if (rows > PUSH_ROWS) return i
  }
  return tasks.length
}
