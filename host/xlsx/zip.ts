/** A packed part of a zip archive. */
export interface Part {
  readonly name: string
  /** 8 deflated, 0 as it is. */
  readonly method: number
  readonly checksum: number
  /** Bytes when unpacked. */
  readonly size: number
  readonly packed: Uint8Array
}

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const END = 0x06054b50
const UTF8_NAMES = 0x0800
// 1980-01-01: equal content gives equal bytes, whenever it is saved.
const FIRST_DATE = 0x21

const decoder = new TextDecoder()
const encoder = new TextEncoder()

/** The parts of an archive; throws a RangeError when it is cut off or no archive. */
export function partsOf(bytes: Uint8Array): Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== END) end--
  if (end < 0) throw new RangeError('no end of the directory')
  let at = view.getUint32(end + 16, true)
  return Array.from({ length: view.getUint16(end + 10, true) }, () => {
    if (view.getUint32(at, true) !== DIRECTORY) throw new RangeError('no entry of the directory')
    const [packed, size, local] = [view.getUint32(at + 20, true), view.getUint32(at + 24, true), view.getUint32(at + 42, true)]
    const nameLength = view.getUint16(at + 28, true)
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true)
    const part: Part = {
      name: decoder.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      size,
      packed: bytes.subarray(start, start + packed),
    }
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return part
  })
}

/** The text of a part. */
export async function textOf({ method, packed }: Part): Promise<string> {
  return decoder.decode(method === 0 ? packed : await through(packed, new DecompressionStream('deflate-raw')))
}

/** A text as a packed part. */
export async function part(name: string, text: string): Promise<Part> {
  const raw = encoder.encode(text)
  const packed = await through(raw, new CompressionStream('deflate-raw'))
  return { name, method: 8, checksum: crc32(raw), size: raw.length, packed }
}

type Bytes = Uint8Array<ArrayBuffer>

async function through(bytes: Uint8Array, stream: GenericTransformStream): Promise<Bytes> {
  const packed = new Blob([bytes as Bytes]).stream().pipeThrough(stream)
  return new Uint8Array(await new Response(packed).arrayBuffer())
}

/** Parts as an archive. */
export function archive(parts: readonly Part[]): Uint8Array {
  const names = parts.map(({ name }) => encoder.encode(name))
  const total = parts.reduce((sum, { packed }, p) => sum + 76 + 2 * names[p].length + packed.length, 22)
  const bytes = new Uint8Array(total)
  const view = new DataView(bytes.buffer)
  const offsets: number[] = []
  let at = 0
  /** What a part's own head and its entry of the directory have in common. */
  const head = ({ method, checksum, size, packed }: Part, name: Uint8Array) => {
    for (const [place, value] of [20, UTF8_NAMES, method, 0, FIRST_DATE].entries()) view.setUint16(at + 2 * place, value, true)
    for (const [place, value] of [checksum, packed.length, size, name.length].entries()) view.setUint32(at + 10 + 4 * place, value, true)
    at += 26
  }
  parts.forEach((each, p) => {
    offsets.push(at)
    view.setUint32(at, LOCAL, true)
    at += 4
    head(each, names[p])
    bytes.set(names[p], at)
    bytes.set(each.packed, at + names[p].length)
    at += names[p].length + each.packed.length
  })
  const directory = at
  parts.forEach((each, p) => {
    view.setUint32(at, DIRECTORY, true)
    view.setUint16(at + 4, 20, true)
    at += 6
    head(each, names[p])
    view.setUint32(at + 10, offsets[p], true)
    bytes.set(names[p], at + 14)
    at += 14 + names[p].length
  })
  view.setUint32(at, END, true)
  for (const place of [8, 10]) view.setUint16(at + place, parts.length, true)
  view.setUint32(at + 12, at - directory, true)
  view.setUint32(at + 16, directory, true)
  return bytes
}

const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? 0xedb88320 ^ (sum >>> 1) : sum >>> 1
  return sum
})

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = CRC[(sum ^ byte) & 255] ^ (sum >>> 8)
  return ~sum >>> 0
}
