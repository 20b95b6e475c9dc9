/** Element types of a column: unsigned integers of 8, 16 and 32 bits, and doubles that hold whole minor units. */
const TYPES = { u8: Uint8Array, u16: Uint16Array, u32: Uint32Array, f64: Float64Array }
type Type = keyof typeof TYPES
type ArrayOf<T extends Type> = InstanceType<(typeof TYPES)[T]>

/** Rows as one typed array per field; row `i` is element `i` of each, and only the first `count` rows exist. */
export type Columns<Shape extends Record<string, Type>> = { count: number; readonly shape: Shape } & {
  -readonly [K in keyof Shape]: ArrayOf<Shape[K]>
}

/** An empty set of columns with room for some rows. */
export function columns<Shape extends Record<string, Type>>(shape: Shape, capacity = 0): Columns<Shape> {
  const made: Record<string, unknown> = { count: 0, shape }
  for (const field in shape) made[field] = new TYPES[shape[field]](capacity)
  return made as Columns<Shape>
}

/** Makes room for so many rows in all; a quarter more is taken when rows come one by one, so that growing stays cheap. */
export function reserve<Shape extends Record<string, Type>>(table: Columns<Shape>, rows: number, exactly = false): void {
  const arrays = table as unknown as Record<string, Uint8Array>
  for (const field in table.shape) {
    const old = arrays[field]
    if (rows <= old.length) continue
    const grown = new TYPES[table.shape[field]](exactly ? rows : Math.max(rows, 64, Math.ceil(old.length * 1.25))) as Uint8Array
    grown.set(old)
    arrays[field] = grown
  }
}

/** Adds one empty row and gives its index. */
export function addRow<Shape extends Record<string, Type>>(table: Columns<Shape>): number {
  const row = table.count++
  const arrays = table as unknown as Record<string, Uint8Array>
  for (const field in table.shape) {
    if (row < arrays[field].length) return row
    break
  }
  reserve(table, table.count)
  return row
}

/** Bytes held, unused room included. */
export function bytesOf<Shape extends Record<string, Type>>(table: Columns<Shape>): number {
  const arrays = table as unknown as Record<string, Uint8Array>
  return Object.keys(table.shape).reduce((sum, field) => sum + arrays[field].byteLength, 0)
}
