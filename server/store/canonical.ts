import { createHash } from 'node:crypto'
import type { Change } from '../../shared/facts/fact.js'

/** The bytes of a change that the store keeps, the digest covers and the feed sends: JSON with its fields in this order, in one line. */
export function canonicalBytes(change: Change): Buffer {
  const { company, recordedAt, actor, source, pushId, schema, facts } = change
  return Buffer.from(JSON.stringify({ company, change: change.change, recordedAt, actor, source, pushId, schema, facts }))
}

/** The change that canonical bytes hold. */
export const changeOf = (bytes: Uint8Array): Change => JSON.parse(Buffer.from(bytes).toString('utf8')) as Change

/** What stands before the first change. */
export const FIRST_DIGEST: Uint8Array = new Uint8Array(32)

/** Each digest covers the one before it and the bytes of its change, so no change can be altered or left out unseen. */
export const digestOf = (before: Uint8Array, bytes: Uint8Array): Buffer => createHash('sha256').update(before).update(bytes).digest()
