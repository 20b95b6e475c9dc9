import type { Book } from '../../shared/book/book.js'
import { contextOf } from '../../shared/functions/evaluate.js'
import type { Context } from '../../shared/functions/context.js'
import type { FunctionDefinition } from '../../shared/functions/define.js'
import { refuse } from '../../shared/refusals.js'
import type { ReplicaNews } from '../replica/replica.js'
import { answer, answerPart, CellError, errorOf, isSame, type Shown } from './answer.js'
import { askedOf, type Asked } from './arguments.js'
import type { Cells, CellsDesk } from './cells.js'
import { excelValue } from './excel-value.js'
import { remoteAnswers, type RemoteAnswers, type Waits } from './remote.js'
import { partOf, Standing, type StandingCall } from './standing.js'

/** Customers whose facts are new, by index. */
type Customers = ReadonlySet<number> | 'all'

/** Milliseconds that a cell waits for a ledger that is being fetched, before it says so. */
const PATIENCE = 30_000

/**
 * The calls that stand in cells, answered from the replica and renewed when their answers change. Excel may call before there is a desk:
 * such calls wait.
 */
export class LiveCells implements Cells {
  private readonly standing = new Standing()
  private readonly behindCalls = new Set<StandingCall>()
  private readonly listeners = new Set<() => void>()
  private desk: CellsDesk | undefined
  private remote: RemoteAnswers | undefined
  /** The Book that calls were last answered from. */
  private book: Book | undefined
  private known: { context: Context; change: number } | undefined
  private told = { count: 0, behind: 0 }
  private telling = false
  private waiting: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly patience = PATIENCE,
    private readonly waits?: Waits,
  ) {}

  get count(): number {
    return this.standing.calls.size
  }

  get behind(): number {
    return this.behindCalls.size
  }

  /** A cell calls a function. It is answered at once when there is a Book. */
  call(name: string, definition: FunctionDefinition, given: readonly unknown[], invocation: StandingCall['invocation']): void {
    const call: StandingCall = { name, definition, asked: this.read(definition, given), invocation, shown: undefined, subject: undefined }
    this.standing.add(call)
    invocation.onCanceled = () => this.cancelled(call)
    this.tellSoon()
    if (call.asked instanceof CellError) this.show(call, call.asked)
    else if (this.desk) this.first(call, this.desk)
    else this.wait()
  }

  /** From now on calls are answered with what a desk has. */
  connect(desk: CellsDesk): void {
    this.desk = desk
    this.remote = remoteAnswers(desk, (call, shown, give) => this.take(call, shown, give), this.waits)
    desk.replica.subscribe(news => this.hear(news))
    void desk.replica.ready.then(() => this.settle())
    this.settle()
  }

  /** Looks whether answers are others now that the as-of date, the day or the manner of following changed. */
  reconsider(): void {
    this.known = undefined
    if (this.desk?.live()) this.renew(this.standing.calls)
    else this.review(this.standing.calls)
  }

  /** Looks at the calls that count drafts, now that these are others. */
  draftsChanged(): void {
    const asked = [...this.standing.calls].filter(({ asked }) => 'args' in asked && asked.args.some(isWithDrafts))
    if (this.desk?.live()) this.renew(asked)
    else this.review(asked)
  }

  async refresh(): Promise<void> {
    this.known = undefined
    this.renew(this.standing.calls)
    await this.remote?.settled()
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => void this.listeners.delete(listener)
  }

  private read(definition: FunctionDefinition, given: readonly unknown[]): Asked | CellError {
    try {
      return askedOf(definition, given)
    } catch (error) {
      return errorOf(error, this.desk?.language ?? 'en')
    }
  }

  /** The first answer of a call. */
  private first(call: StandingCall, desk: CellsDesk): void {
    const { book, status } = desk.replica
    if (book) {
      this.standing.place(call, book)
      this.show(call, this.answerNow(call, book, desk, 'all'))
    } else if (status.phase === 'remote') this.remote!.ask(call, true)
    else if (status.phase === 'none') this.show(call, this.absence(desk))
    else this.wait()
  }

  /** Calls that nothing can answer yet say so after a while, all together; they are answered as soon as they can be. */
  private wait(): void {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined
      for (const call of this.standing.calls) if (call.shown === undefined) this.show(call, this.absence(this.desk))
    }, this.patience)
  }

  private absence(desk: CellsDesk | undefined): CellError {
    const problem = desk?.replica.status.problem
    if (problem) return new CellError('#VALUE!', problem.message)
    return errorOf(refuse(desk?.replica.status.phase === 'none' ? 'NOT_CONNECTED' : 'STILL_LOADING'), desk?.language ?? 'en')
  }

  private hear(news: ReplicaNews): void {
    const { desk } = this
    if (!desk) return
    const { book } = desk.replica
    if (news.kind === 'status' || !book || book !== this.book) return this.settle()
    const { customers } = news
    const touched = this.standing.touchedBy(book, customers)
    if (desk.live()) this.renew(touched, customers)
    else this.review(touched, customers)
  }

  /** Another phase, Book or change: what was answered without them is answered anew. */
  private settle(): void {
    const { desk } = this
    if (!desk) return
    const { book, status } = desk.replica
    if (book !== this.book) {
      this.book = book
      this.known = undefined
      this.standing.begin(book)
      if (book) return this.reconsiderAnswered(desk)
    }
    if (book) return
    if (status.phase === 'remote') {
      const news = this.remote!.hasNews(status)
      for (const call of this.standing.calls) if (news || call.shown === undefined) this.remote!.ask(call, desk.live() || !hasValue(call))
    } else if (status.phase === 'none')
      for (const call of this.standing.calls) if (call.shown === undefined) this.show(call, this.absence(desk))
  }

  /** With a new Book everything that waits or was refused for want of one is answered, and the rest follows as the workbook says. */
  private reconsiderAnswered(desk: CellsDesk): void {
    const calls = [...this.standing.calls]
    this.renew(desk.live() ? calls : calls.filter(call => !hasValue(call)))
    if (!desk.live()) this.review(calls)
  }

  /** Gives their new answers to the cells that show others. */
  private renew(calls: Iterable<StandingCall>, customers: Customers = 'all'): void {
    const { desk } = this
    if (!desk) return
    const { book, status } = desk.replica
    if (!book) {
      if (status.phase === 'remote') for (const call of calls) this.remote!.ask(call, true)
      return
    }
    for (const call of calls) {
      if (call.asked instanceof CellError) continue
      const now = this.answerNow(call, book, desk, customers)
      this.behindCalls.delete(call)
      if (!isSame(call.shown, now)) this.show(call, now)
    }
    this.tellSoon()
  }

  /** Notes which cells would answer otherwise, and leaves them as they are. */
  private review(calls: Iterable<StandingCall>, customers: Customers = 'all'): void {
    const { desk } = this
    if (!desk) return
    const { book, status } = desk.replica
    if (!book) {
      if (status.phase === 'remote') for (const call of calls) this.remote!.ask(call, false)
      return
    }
    for (const call of calls) {
      if (call.asked instanceof CellError || isSame(call.shown, this.answerNow(call, book, desk, customers))) this.behindCalls.delete(call)
      else this.behindCalls.add(call)
    }
    this.tellSoon()
  }

  /** What a call answers now that facts of some customers are new. */
  private answerNow(call: StandingCall, book: Book, desk: CellsDesk, customers: Customers): Shown {
    const context = this.context(book, desk)
    const asked = call.asked as Asked
    // A cell that waits for Refresh may be behind elsewhere too.
    const part = customers === 'all' || this.behindCalls.has(call) ? undefined : partOf(call, customers)
    if (part) return answerPart(context, call.name, asked, call.shown, part, desk.language)
    return answer(context, call.name, asked, desk.language)
  }

  /** The same for all calls of one change and date. */
  private context(book: Book, desk: CellsDesk): Context {
    if (this.known?.change !== book.change || this.known.context.book !== book) {
      const { today, asOf } = desk.askedOn()
      this.known = { context: { ...contextOf(book, today, asOf), withDrafts: desk.withDrafts }, change: book.change }
    }
    return this.known.context
  }

  /** An answer of the service. */
  private take(call: StandingCall, shown: Shown, give: boolean): void {
    if (!this.standing.calls.has(call)) return
    const same = isSame(call.shown, shown)
    if (same || give) this.behindCalls.delete(call)
    else this.behindCalls.add(call)
    if (!same && give) this.show(call, shown)
    this.tellSoon()
  }

  private show(call: StandingCall, shown: Shown): void {
    call.shown = shown
    call.invocation.setResult(excelValue(shown, call.definition.result, this.desk?.formatted ?? false))
  }

  private cancelled(call: StandingCall): void {
    this.standing.delete(call)
    this.behindCalls.delete(call)
    this.tellSoon()
  }

  /** Ten thousand calls of one recalculation are told of once. */
  private tellSoon(): void {
    if (this.telling || this.listeners.size === 0) return
    this.telling = true
    queueMicrotask(() => {
      this.telling = false
      const { count, behind } = this
      if (count === this.told.count && behind === this.told.behind) return
      this.told = { count, behind }
      for (const listener of [...this.listeners]) listener()
    })
  }
}

/** Whether an argument is a text of options that counts drafts. */
const isWithDrafts = (argument: unknown): boolean => typeof argument === 'string' && /drafts|草稿/i.test(argument)

/** A cell that waits, or shows an error, has nothing to keep. */
const hasValue = ({ shown }: StandingCall): boolean => shown !== undefined && !(shown instanceof CellError)
