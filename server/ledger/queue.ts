import { setImmediate as nextTurn } from 'node:timers/promises'

interface Waiting<Task, Result> {
  task: Task
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** How the tasks of one turn ended, in their order: a result, or what was thrown. */
export type Settled<Result> = { result: Result } | { error: unknown }

/**
 * Work that must happen one after the other. Tasks that have come in by the time it is their turn are done together, at most
 * `together` at once: while one commit waits for the disk the next ones gather.
 */
export class Queue<Task, Result> {
  private readonly waiting: Waiting<Task, Result>[] = []
  private running: Promise<void> | undefined

  constructor(
    private readonly work: (tasks: Task[]) => Promise<Settled<Result>[]>,
    private readonly together: (tasks: readonly Task[]) => number,
  ) {}

  add(task: Task): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ task, resolve, reject })
      this.running ??= this.run()
    })
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    await this.running
  }

  private async run(): Promise<void> {
    // What arrives in the same turn of the event loop shares one commit.
    await nextTurn()
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0, Math.max(1, this.together(this.waiting.map(({ task }) => task))))
      let ends: Settled<Result>[]
      try {
        ends = await this.work(group.map(({ task }) => task))
      } catch (error) {
        ends = group.map(() => ({ error }))
      }
      group.forEach(({ resolve, reject }, i) => {
        const end = ends[i]
        if ('error' in end) reject(end.error)
        else resolve(end.result)
      })
      // Those who wait for an answer read it before the next commit starts.
      await nextTurn()
    }
    this.running = undefined
  }
}
