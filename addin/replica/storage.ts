import { wrap, type DBSchema, type IDBPDatabase } from 'idb'
import { SNAPSHOT_FORMAT } from '../../shared/book/snapshot.js'

/** Whose facts a replica holds. */
export interface Owner {
  company: string
  user: string
  scope: number
}

/** What is kept of a replica: a whole Book, and what came after it, as the feed gave it. */
export interface Kept extends Owner {
  bytes: Uint8Array<ArrayBuffer>
  deltas: readonly string[]
  fetchedAt: number
}

/** How far what is kept goes. */
interface State extends Owner {
  server: string
  format: number
  change: number
  fetchedAt: number
  /** Characters of the deltas, and bytes of the Book. */
  deltas: number
  bytes: number
}

interface Schema extends DBSchema {
  states: { key: string; value: State }
  books: { key: string; value: Uint8Array<ArrayBuffer> }
  deltas: { key: [string, number]; value: string }
}

/** The replica of one service in IndexedDB. Every call may fail: what is kept here is only ever a copy. */
export interface Storage {
  /** The newest replica kept, whoever's it is. */
  newest(): Promise<Kept | undefined>
  stateOf(owner: Owner): Promise<State | undefined>
  /** Keeps a whole Book in place of all that was kept of this service. */
  keep(owner: Owner, change: number, bytes: Uint8Array<ArrayBuffer>, fetchedAt: number): Promise<void>
  /** Keeps what came after. */
  add(owner: Owner, to: number, text: string, fetchedAt: number): Promise<void>
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
  const database = () => (opened ??= open(factory))
  const removeAll = async (db: IDBPDatabase<Schema>) => {
    const change = db.transaction(['states', 'books', 'deltas'], 'readwrite')
    for (const [key, state] of await entries(change.objectStore('states'))) {
      if (state.server !== server) continue
      void change.objectStore('states').delete(key)
      void change.objectStore('books').delete(key)
      void change.objectStore('deltas').delete(deltasOf(key))
    }
    return change
  }
  return {
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
      return bytes && { company, user, scope, fetchedAt, bytes, deltas }
    },
    stateOf: async owner => (await database()).get('states', keyOf(owner)),
    keep: async ({ company, user, scope }, change, bytes, fetchedAt) => {
      const owner = { company, user, scope }
      const all = await removeAll(await database())
      const key = keyOf(owner)
      void all.objectStore('books').put(bytes, key)
      const state = { ...owner, server, format: SNAPSHOT_FORMAT, change, fetchedAt, deltas: 0, bytes: bytes.length }
      void all.objectStore('states').put(state, key)
      await all.done
    },
    add: async (owner, to, text, fetchedAt) => {
      const key = keyOf(owner)
      const change = (await database()).transaction(['states', 'deltas'], 'readwrite')
      const state = await change.objectStore('states').get(key)
      if (state) {
        if (to > state.change) void change.objectStore('deltas').put(text, [key, to])
        const deltas = state.deltas + (to > state.change ? text.length : 0)
        void change.objectStore('states').put({ ...state, change: Math.max(state.change, to), fetchedAt, deltas }, key)
      }
      await change.done
    },
    clear: async () => (await removeAll(await database())).done,
    close: () => void opened?.then(db => db.close()).catch(() => undefined),
  }
}

async function open(factory: IDBFactory): Promise<IDBPDatabase<Schema>> {
  const request = factory.open(NAME, VERSION)
  request.onupgradeneeded = () => {
    for (const name of ['states', 'books', 'deltas']) request.result.createObjectStore(name)
  }
  return (await wrap(request)) as unknown as IDBPDatabase<Schema>
}

interface States {
  getAllKeys(): Promise<string[]>
  getAll(): Promise<State[]>
}

async function entries(states: States): Promise<[string, State][]> {
  const [keys, values] = await Promise.all([states.getAllKeys(), states.getAll()])
  return keys.map((key, i) => [key, values[i]])
}
