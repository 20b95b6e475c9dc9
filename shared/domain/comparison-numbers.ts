/** A number as it is compared: without the `.0` that a spreadsheet adds to digits, in capitals and plain width. */
const plain = (number: string): string =>
  // Most numbers are plain already, and there are many.
  (/^[\x20-\x7e]*$/.test(number) ? number : number.normalize('NFKC')).toUpperCase().replace(/^(\d+)\.0+$/, '$1')

/** Words of a number: letters, or digits without leading zeros; `ＩＮＶ－2026/0007` is `INV`, `2026`, `7`. */
const wordsOf = (number: string): string[] => (plain(number).match(/\p{L}+|\d+/gu) ?? []).map(word => word.replace(/^0+(?=\d)/, ''))

/**
 * A document number whatever its width, capitals, spaces, signs and leading zeros: two that give the same text are the same number.
 * `inv 7`, `INV-007` and `ＩＮＶ７` are `INV-7`. Empty when there is no letter or digit.
 */
export const numberKey = (number: string): string => wordsOf(number).join('-')

const compact = (number: string): string => plain(number).replace(/[^\p{L}\d]+/gu, '')

/**
 * Looser readings of a number, each looser than the one before: all in one word (`INV20260007`), the digits alone (`20260007`), and the
 * last run of digits (`7`). A reading gives an empty text where it finds nothing.
 */
export const LOOSE_KEYS: readonly ((number: string) => string)[] = [
  compact,
  number =>
    plain(number)
      .replace(/\D+/g, '')
      .replace(/^0+(?=\d)/, ''),
  number => /(?:^|\D)0*(\d+)\D*$/.exec(plain(number))?.[1] ?? '',
]
