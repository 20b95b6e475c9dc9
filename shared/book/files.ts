/** A file as it stood from a change on. */
export interface Filed<File> {
  file: File
  change: number
}

/** The files of masters by index, each with what it was before: which name a customer bore is asked as known at a change too. */
export class Files<File> {
  /** The newest file of each; a code may be used before its file arrives. */
  readonly newest: (File | undefined)[] = []
  private readonly histories: Filed<File>[][] = []

  add(index: number, file: File, change: number): void {
    const history = (this.histories[index] ??= [])
    history.push({ file, change })
    // Facts of a customer that enters a scope may come late: the file of the later change holds.
    history.sort((a, b) => a.change - b.change)
    this.newest[index] = history[history.length - 1].file
  }

  /** Takes a file that was added last off again. */
  drop(index: number, file: File): void {
    const history = this.histories[index]
    history.splice(
      history.findIndex(entry => entry.file === file),
      1,
    )
    this.newest[index] = history[history.length - 1]?.file
  }

  /** The file as known at a change. */
  at(index: number, knownAt = Infinity): Filed<File> | undefined {
    const history = this.histories[index]
    for (let i = (history?.length ?? 0) - 1; i >= 0; i--) if (history[i].change <= knownAt) return history[i]
    return undefined
  }

  /** Every file, what was replaced before what replaced it. */
  *entries(): Generator<Filed<File> & { index: number }> {
    for (const [index, history] of this.histories.entries()) for (const entry of history ?? []) yield { index, ...entry }
  }
}
