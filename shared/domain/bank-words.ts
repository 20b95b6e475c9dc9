/** Shorter words stand in texts by chance. */
const SHORTEST = 4

/** Text as it is searched: without width, capitals, spaces and signs. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '')

/** Words that may stand in a text, each with what it means; found by their first letters, so that many words cost no more than few. */
export class Lexicon<Meaning> {
  private readonly byStart = new Map<string, { word: string; meaning: Meaning }[]>()

  /** Adds a word in plain text; one that is too short to mean anything is left out. */
  add(word: string, meaning: Meaning): void {
    if (word.length < SHORTEST) return
    const start = word.slice(0, SHORTEST)
    const words = this.byStart.get(start)
    if (words) words.push({ word, meaning })
    else this.byStart.set(start, [{ word, meaning }])
  }

  /** What the words in a plain text mean. A word of which digits go on, before or after it, is part of a longer number and is none. */
  *in(text: string): Generator<Meaning> {
    for (let at = 0; at + SHORTEST <= text.length; at++) {
      for (const { word, meaning } of this.byStart.get(text.slice(at, at + SHORTEST)) ?? []) {
        if (!text.startsWith(word, at)) continue
        const goesOn = (inside: string, outside = '') => /\d/.test(inside) && /\d/.test(outside)
        if (!goesOn(word[0], text[at - 1]) && !goesOn(word[word.length - 1], text[at + word.length])) yield meaning
      }
    }
  }
}
