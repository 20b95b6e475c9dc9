import { wrap, type DBSchema, type IDBPDatabase } from 'idb'
import { SNAPSHOT_FORMAT } from '../../shared/book/snapshot.js'

/** Whose facts a replica holds. */
export interface Owner {
  company: string
  user: string
  scope: number
}

export const sameOwner = (one: Owner, other: Owner): boolean =>
  one.company === other.company && one.user === other.user && one.scope === other.scope

/** A change, and when it was recorded in milliseconds since 1970: together they tell one ledger from another. */
export interface Moment {
  change: number
  recordedAt: number
}

/** What is kept of a replica: a whole Book, and what came after it, as the feed gave it. */
export interface Kept extends Owner {
  bytes: Uint8Array<ArrayBuffer>
  deltas: readonly string[]
  fetchedAt: number
}

/** How far what is kept goes. */
interface State extends Owner, Moment {
  server: string
  format: number
  fetchedAt: number
  /** Characters of the deltas, and bytes of the Book. */
  deltas: number
  bytes: number
  checksum: number
}

interface Schema extends DBSchema {
  states: { key: string; value: State }
  books: { key: string; value: Uint8Array<ArrayBuffer> }
  deltas: { key: [string, number]; value: string }
}

/** The replica of one service in IndexedDB. Every call may fail: what is kept here is only ever a copy. */
export interface Storage {
  /** The newest replica kept, whoever's it is. One that is damaged is forgotten. */
  newest(): Promise<Kept | undefined>
  stateOf(owner: Owner): Promise<State | undefined>
  /** Keeps a whole Book in place of all that was kept of this service. */
  keep(owner: Owner, upTo: Moment, bytes: Uint8Array<ArrayBuffer>, fetchedAt: number): Promise<void>
  /** Keeps what came after. */
  add(owner: Owner, upTo: Moment, text: string, fetchedAt: number): Promise<void>
  /** Forgets all that was kept of this service. */
  clear(): Promise<void>
  close(): void
}

const NAME = 'duebook-replica'
const VERSION = 1

/** The kept replica of a service, by its address. */
export function storageOf(factory: IDBFactory, server: string): Storage {
  const keyOf = ({ company, user, scope }: Owner) => JSON.stringify([server, company, user, scope, SNAPSHOT_FORMAT])
  const deltasOf = (key: string) => IDBKeyRange.bound([key, 0], [key, Infinity])
  let opened: Promise<IDBPDatabase<Schema>> | undefined
  const database = () => (opened ??= open(factory, () => (opened = undefined)))
  const removeAll = async (db: IDBPDatabase<Schema>, newestFormat = Infinity) => {
    const change = db.transaction(['states', 'books', 'deltas'], 'readwrite')
    for (const [key, state] of await entries(change.objectStore('states'))) {
      if (state.server !== server || state.format > newestFormat) continue
      void change.objectStore('states').delete(key)
      void change.objectStore('books').delete(key)
      void change.objectStore('deltas').delete(deltasOf(key))
    }
    return change
  }
  const storage: Storage = {
    newest: async () => {
      const db = await database()
      const read = db.transaction(['states', 'books', 'deltas'])
      const mine = (await entries(read.objectStore('states'))).filter(
        ([, state]) => state.server === server && state.format === SNAPSHOT_FORMAT,
      )
      const [found] = mine.sort((a, b) => b[1].fetchedAt - a[1].fetchedAt)
      if (!found) return undefined
      const [key, { company, user, scope, fetchedAt }] = found
      const [bytes, deltas] = await Promise.all([read.objectStore('books').get(key), read.objectStore('deltas').getAll(deltasOf(key))])
      if (bytes instanceof Uint8Array && checksum(bytes) === found[1].checksum) return { company, user, scope, fetchedAt, bytes, deltas }
      await storage.clear()
      return undefined
    },
    stateOf: async owner => (await database()).get('states', keyOf(owner)),
    keep: async ({ company, user, scope }, { change, recordedAt }, bytes, fetchedAt) => {
      const owner = { company, user, scope }
      // Not what a newer add-in of another workbook keeps: both would write without end.
      const all = await removeAll(await database(), SNAPSHOT_FORMAT)
      const key = keyOf(owner)
      void all.objectStore('books').put(bytes, key)
      const size = { deltas: 0, bytes: bytes.length, checksum: checksum(bytes) }
      const state = { ...owner, ...size, server, format: SNAPSHOT_FORMAT, change, recordedAt, fetchedAt }
      void all.objectStore('states').put(state, key)
      await all.done
    },
    add: async (owner, { change: to, recordedAt }, text, fetchedAt) => {
      const key = keyOf(owner)
      const change = (await database()).transaction(['states', 'deltas'], 'readwrite')
      const state = await change.objectStore('states').get(key)
      if (state) {
        if (to > state.change) {
          void change.objectStore('deltas').put(text, [key, to])
          Object.assign(state, { change: to, recordedAt, deltas: state.deltas + text.length })
        }
        void change.objectStore('states').put({ ...state, fetchedAt }, key)
      }
      await change.done
    },
    clear: async () => (await removeAll(await database())).done,
    close: () => void opened?.then(db => db.close()).catch(() => undefined),
  }
  return storage
}

/** A number that differs when bytes do: a database may be given back damaged. */
function checksum(bytes: Uint8Array<ArrayBuffer>): number {
  const words = bytes.length >> 2
  const view =
    bytes.byteOffset % 4 === 0 ? new Uint32Array(bytes.buffer, bytes.byteOffset, words) : new Uint32Array(bytes.slice().buffer, 0, words)
  let sum = bytes.length
  for (let i = 0; i < words; i++) sum = Math.imul(sum ^ view[i], 0x01000193) ^ (sum >>> 15)
  for (let i = 4 * words; i < bytes.length; i++) sum = Math.imul(sum ^ bytes[i], 0x01000193)
  return sum >>> 0
}

/** `closed` is told when the database was deleted or takes a newer form, and is to be opened again. */
async function open(factory: IDBFactory, closed: () => void): Promise<IDBPDatabase<Schema>> {
  const request = factory.open(NAME, VERSION)
  request.onupgradeneeded = () => {
    for (const name of ['states', 'books', 'deltas']) request.result.createObjectStore(name)
  }
  const database = (await wrap(request)) as unknown as IDBPDatabase<Schema>
  // Who deletes it, or is newer and changes its form, must not have to wait for this one.
  database.addEventListener('versionchange', () => {
    database.close()
    closed()
  })
  database.addEventListener('close', closed)
  return database
}

interface States {
  getAllKeys(): Promise<string[]>
  getAll(): Promise<State[]>
}

async function entries(states: States): Promise<[string, State][]> {
  const [keys, values] = await Promise.all([states.getAllKeys(), states.getAll()])
  return keys.map((key, i) => [key, values[i]])
}
