/** Pieces of work one after the other: each reads and writes the same parts of a workbook. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve()

  /** Does a piece of work once those before it are done. */
  take<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.last.then(work)
    this.last = turn.catch(() => undefined)
    return turn
  }

  /** Waits until everything begun is done; nothing more is begun by it. */
  async idle(): Promise<void> {
    for (let seen; seen !== this.last;) await (seen = this.last)
  }
}
