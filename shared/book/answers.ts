/** Remembered answers, least recently used first out, within a limit of bytes. The whole question is the key. */
export class Answers {
  private readonly kept = new Map<string, { answer: unknown; bytes: number }>()
  bytes = 0
  /** How often everything was forgotten: whoever keeps an answer elsewhere can tell whether it still holds. */
  cleared = 0

  constructor(private readonly limit = 64 * 1024 * 1024) {}

  /** The remembered answer, or the one that `ask` computes; `size` tells its bytes. */
  remember<T>(question: string, ask: () => T, size: (answer: T) => number): T {
    const known = this.kept.get(question)
    if (known) {
      this.kept.delete(question)
      this.kept.set(question, known)
      return known.answer as T
    }
    const answer = ask()
    const bytes = size(answer) + 2 * question.length + 100
    if (bytes > this.limit) return answer
    this.kept.set(question, { answer, bytes })
    this.bytes += bytes
    for (const [oldest, entry] of this.kept) {
      if (this.bytes <= this.limit) break
      this.kept.delete(oldest)
      this.bytes -= entry.bytes
    }
    return answer
  }

  /** Whether an answer is remembered. */
  has(question: string): boolean {
    return this.kept.has(question)
  }

  /** Forgets everything: a new fact may change any answer. */
  clear(): void {
    this.cleared++
    if (this.kept.size > 0) this.kept.clear()
    this.bytes = 0
  }
}
