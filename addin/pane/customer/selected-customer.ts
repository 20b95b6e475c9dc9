import type { Desk } from '../../desk/desk.js'
import { activeCell, onSelection, valuesAt, type CellContents } from '../../workbook/selection.js'
import { customerIn, referencesOf, textsOf } from './named.js'

/** The columns at the start of a row in which lists, and the sheets we write, have the customer. */
const FIRST_COLUMNS = 'A:D'

/**
 * Tells the code of the customer that the selected cell is about, now and whenever another cell is selected: the customer it names, the
 * one its formula names or refers to, else the one its row begins with. Returns what ends it.
 */
export function followSelection(desk: Desk, tell: (code: string) => void): () => void {
  let ended = false
  const hear = (cell: CellContents) => {
    void customerOf(desk, cell).then(
      code => {
        if (code !== undefined && !ended) tell(code)
      },
      // A sheet deleted meanwhile, a chart selected: nothing is followed then.
      () => undefined,
    )
  }
  const subscribed = onSelection(hear)
  subscribed.catch(() => undefined)
  activeCell().then(hear, () => undefined)
  return () => {
    ended = true
    void subscribed.then(
      end => end(),
      () => undefined,
    )
  }
}

async function customerOf({ replica: { book } }: Desk, cell: CellContents): Promise<string | undefined> {
  if (!book) return undefined
  const formula = cell.spill?.formula ?? cell.formula
  // An amount may happen to be somebody's code: a number counts only where it was typed.
  const own = typeof cell.value === 'string' || formula === '' ? customerIn(book, cell.value) : undefined
  const named = own ?? firstNamed(book, textsOf(formula))
  if (named !== undefined) return named
  const [from, to] = FIRST_COLUMNS.split(':')
  const addresses = [...referencesOf(formula), `${from}${cell.row + 1}:${to}${cell.row + 1}`]
  const values = await valuesAt(addresses.map(address => ({ sheet: cell.sheet, address })))
  return firstNamed(
    book,
    values.flatMap(rows => rows?.flat() ?? []).filter(value => typeof value === 'string'),
  )
}

type Book = NonNullable<Desk['replica']['book']>

function firstNamed(book: Book, texts: readonly string[]): string | undefined {
  for (const text of texts) {
    const code = customerIn(book, text)
    if (code !== undefined) return code
  }
  return undefined
}
