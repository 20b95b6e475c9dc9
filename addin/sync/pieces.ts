/** Rows that are read from the ledger before the workbook has its turn. */
const PIECE = 1_000

/** What an item comes to, in pieces; before each but the first the workbook is free for the person. */
export async function* inPieces<Item, Result>(items: Iterable<Item>, one: (item: Item) => readonly Result[]): AsyncGenerator<Result[]> {
  let piece: Result[] = []
  let looked = 0
  for (const item of items) {
    piece.push(...one(item))
    if (++looked % PIECE > 0) continue
    yield piece
    piece = []
    await turn()
  }
  if (piece.length > 0) yield piece
}

/** As `inPieces`, all together. */
export async function gathered<Item, Result>(items: Iterable<Item>, one: (item: Item) => readonly Result[]): Promise<Result[]> {
  const all: Result[] = []
  for await (const piece of inPieces(items, one)) all.push(...piece)
  return all
}

/** Lets everything else that waits go first. A message, since pages that are not seen have their timers slowed down. */
const turn = (): Promise<void> =>
  new Promise(resolve => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
