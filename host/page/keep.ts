import type { SavedWorkbook } from '../model/document.js'

const [DATABASE, STORE, KEY] = ['stand-in', 'workbooks', 'next']

/** Keeps a workbook for this tab's next page: opening a file and changing the language load the page anew. */
export async function keep(workbook: SavedWorkbook): Promise<void> {
  await request('readwrite', store => store.put(workbook, KEY))
  sessionStorage.setItem(KEY, 'kept')
}

/** The workbook that the tab's last page kept, once. */
export async function kept(): Promise<SavedWorkbook | undefined> {
  if (!sessionStorage.getItem(KEY)) return undefined
  sessionStorage.removeItem(KEY)
  return request<SavedWorkbook | undefined>('readonly', store => store.get(KEY))
}

async function request<Result>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest): Promise<Result> {
  const opening = indexedDB.open(DATABASE, 1)
  opening.onupgradeneeded = () => void opening.result.createObjectStore(STORE)
  const database = (await ended(opening)) as IDBDatabase
  try {
    return (await ended(ask(database.transaction(STORE, mode).objectStore(STORE)))) as Result
  } finally {
    database.close()
  }
}

const ended = (asked: IDBRequest) =>
  new Promise<unknown>((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('The browser keeps nothing.'))
  })
