import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createStore } from '../server/store/ledger-store.js'
import type { NewChange } from '../server/store/store.js'
import { COMPANY } from './postings.js'

export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'duebook-bench-'))
export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true })

/** A folder for the length of some work. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = newFolder()
  try {
    return await work(folder)
  } finally {
    removeFolder(folder)
  }
}

/** Keeps changes in a new ledger of a folder, as they are: what they would have been checked for, the generator sees to. */
export async function keep(folder: string, changes: Iterable<NewChange>): Promise<void> {
  const store = await createStore(folder, COMPANY, { now: 0 })
  for (const change of changes) await store.append([change])
  await store.close()
}
