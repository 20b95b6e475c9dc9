import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { refuse } from '../../shared/refusals.js'

const LOCAL = 0x04034b50
const DIRECTORY = 0x02014b50
const END = 0x06054b50
// 1980-01-01: a file of equal content is equal in every byte, whenever it is written.
const FIRST_DATE = 0x21

/** A zip archive of the parts in order; `level` is zlib's, 1 (fast) to 9 (small). */
export function zip(parts: readonly (readonly [name: string, content: string | Uint8Array])[], level = 6): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const raw = typeof content === 'string' ? Buffer.from(content) : content
    const packed = deflateRawSync(raw, { level })
    const path = Buffer.from(name)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(0x0800, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt16LE(FIRST_DATE, 8)
    fields.writeUInt32LE(crc32(raw), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(raw.length, 18)
    fields.writeUInt16LE(path.length, 22)
    pieces.push(word(LOCAL), fields, path, packed)
    // version made by, the same fields, then comment, disk and attributes (all zero) and where the part begins
    directory.push(word(DIRECTORY), Buffer.from([20, 0]), fields, Buffer.alloc(10), word(offset), path)
    offset += 30 + path.length + packed.length
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(size, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...pieces, ...directory, word(END), end])
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

/** What an archive may hold. */
export interface ZipLimits {
  /** Bytes of all parts together, unpacked. */
  unzipped: number
  parts: number
}

/**
 * The parts of a zip archive by name. What is broken, encrypted or cut off is refused (`BAD_FILE`); what would unpack to more than the
 * limit is refused before that much is unpacked (`TOO_LARGE`), whatever the archive says of itself.
 */
export function unzip(archive: Uint8Array, file: string, limits: ZipLimits): Map<string, Buffer> {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const broken = (en: string, zh: string) => refuse('BAD_FILE', { file, problem: `${en} (${zh})` })
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'))
  if (end < 0 || end + 22 > bytes.length) throw broken('it is not a whole .xlsx file; save it again', '不是完整的 .xlsx 文件，请重新保存')
  const count = bytes.readUInt16LE(end + 10)
  if (count > limits.parts) throw refuse('TOO_LARGE', { limit: `${limits.parts} parts` })
  const parts = new Map<string, Buffer>()
  let left = limits.unzipped
  try {
    let at = bytes.readUInt32LE(end + 16)
    for (let part = 0; part < count; part++) {
      if (bytes.readUInt32LE(at) !== DIRECTORY) throw new RangeError('no directory entry')
      const [flags, method] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)]
      if (flags & 1) throw broken('it has a password; save it without one', '文件已加密，请取消密码后重新保存')
      const [sum, packed, nameLength] = [bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)]
      const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
      const local = bytes.readUInt32LE(at + 42)
      const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      const content = unpacked(bytes.subarray(start, start + packed), method, left)
      if (crc32(content) !== sum) throw new RangeError('checksum')
      left -= content.length
      parts.set(name, content)
      at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
  } catch (error) {
    const code = (error as { code?: string }).code
    if (code === 'ERR_BUFFER_TOO_LARGE') throw refuse('TOO_LARGE', { limit: `${Math.round(limits.unzipped / 1e6)} MB` })
    if (error instanceof RangeError || code?.startsWith('Z_')) throw broken('it is damaged; save it again', '文件已损坏，请重新保存')
    throw error
  }
  return parts
}

function unpacked(content: Buffer, method: number, most: number): Buffer {
  if (method === 8) return inflateRawSync(content, { maxOutputLength: Math.max(1, most) })
  if (method !== 0) throw new RangeError('method')
  if (content.length > most) throw Object.assign(new Error('too large'), { code: 'ERR_BUFFER_TOO_LARGE' })
  return content
}
