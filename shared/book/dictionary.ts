/** Texts that repeat, each kept once: a text to its index and back. Indexes count from 0 and never change. */
export class Dictionary {
  readonly texts: string[] = []
  private readonly indexes = new Map<string, number>()

  constructor(texts: Iterable<string> = []) {
    for (const text of texts) this.index(text)
  }

  /** The index of a text, which is added when new. */
  index(text: string): number {
    let index = this.indexes.get(text)
    if (index === undefined) {
      index = this.texts.length
      this.texts.push(text)
      this.indexes.set(text, index)
    }
    return index
  }

  /** The index of a text, or `undefined` when it never occurred. */
  find(text: string): number | undefined {
    return this.indexes.get(text)
  }

  get size(): number {
    return this.texts.length
  }
}
