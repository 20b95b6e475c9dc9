import { API, connectionTo } from '../../../../addin/replica/connection.js'
import { openReplica, type Replica, type ReplicaStatus } from '../../../../addin/replica/replica.js'
import { storageOf } from '../../../../addin/replica/storage.js'
import { surroundingsOf } from '../../../../addin/replica/surroundings.js'
import { sumsOf } from './sums.js'

/** A page with a replica and nothing else, as a test drives it. */
export interface ReplicaPage {
  replica: Replica
  status(): ReplicaStatus
  sums(): number[] | undefined
  /** The newest change in IndexedDB, 0 for none. */
  stored(): Promise<number>
  /** Deletes what IndexedDB keeps, as a browser does when it needs room or is told to. */
  forget(): Promise<void>
}

declare global {
  interface Window {
    replicaPage: ReplicaPage
  }
}

const address = location.origin + API
const connection = connectionTo({ address, fetch: (...asked) => window.fetch(...asked), language: () => 'en' })
const replica = openReplica({ connection, surroundings: surroundingsOf(window), language: () => 'en' })

window.replicaPage = {
  replica,
  status: () => replica.status,
  sums: () => replica.book && sumsOf(replica.book),
  stored: async () => {
    const storage = storageOf(indexedDB, address)
    const state = await storage.stateOf({ company: replica.status.company!.code, user: 'owner', scope: 1 })
    storage.close()
    return state?.change ?? 0
  },
  forget: () =>
    new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('duebook-replica')
      request.onsuccess = () => resolve()
      request.onerror = request.onblocked = () => reject(new Error('not deleted'))
    }),
}
