import { useEffect, useState } from 'react'
import type { ImportAnswer, ImportQuery } from '../../../shared/protocol.js'
import { refuse } from '../../../shared/refusals.js'
import type { Desk } from '../../desk/desk.js'
import { useCommand } from '../work/use-command.js'
import { useImportTexts } from './use-import-texts.js'

/** What is said of a file besides its name. */
export type Said = Omit<ImportQuery, 'name' | 'dryRun' | 'partial' | 'faulty'>

/** A file on its way into the ledger. */
export interface Importing {
  /** What the service says of it; nothing until it does. */
  answer: ImportAnswer | undefined
  said: Said
  busy: boolean
  /** Has it read again, with what was said further. */
  check: (more?: Said) => void
  /** Posts it; with `partial` without the rows that are faulty. */
  take: (partial: boolean) => void
  /** Saves the faulty lines of a file or sheet, to be mended. */
  save: (name: string) => void
}

/** Reads a file as soon as it is chosen, and again whenever something is said of it; posts it when told to. */
export function useImport(file: File): Importing {
  const { import: texts } = useImportTexts()
  const [answer, setAnswer] = useState<ImportAnswer>()
  const [said, setSaid] = useState<Said>({})
  const [busy, run] = useCommand()
  const ask = (query: Said, progressed: (bytes: Blob, whole: ImportQuery, desk: Desk) => Promise<ImportAnswer>) =>
    run(async desk => {
      try {
        setAnswer(await progressed(await bytesOf(file), { ...query, name: file.name }, desk))
      } catch (error) {
        // The user stopped it: what stood there stays.
        if (!(error instanceof Error && error.name === 'AbortError')) throw error
      }
    })
  const check = (more: Said = {}) => {
    const query = { ...said, ...more }
    setSaid(query)
    ask(query, (bytes, whole, { board, replica }) =>
      board.during(texts.reading(file.name), (progress, signal) => replica.connection.import(whole, bytes, progress, signal)),
    )
  }
  // Posting goes on at the service once it has begun, so it cannot be stopped here.
  const take = (partial: boolean) =>
    ask(said, (bytes, whole, { board, replica }) =>
      board.during(texts.taking(file.name), progress =>
        replica.connection.import({ ...whole, dryRun: 'false', partial: partial ? 'true' : 'false' }, bytes, progress),
      ),
    )
  const save = (name: string) =>
    run(async ({ replica }) => {
      const lines = await replica.connection.faulty({ ...said, name: file.name, faulty: name }, await bytesOf(file))
      saved(lines, `${name.replace(/\.\w+(?=#|$)/, '').replace(/[#\\/:*?"<>|]/g, ' ')} - ${texts.faults('2').replace(/\d+\s*/, '')}.csv`)
    })
  useEffect(() => check(), [])
  return { answer, said, busy, check, take, save }
}

/** The bytes at this moment: a file that is moved or locked afterwards is not missed. */
async function bytesOf(file: File): Promise<Blob> {
  try {
    return new Blob([await file.arrayBuffer()])
  } catch {
    throw refuse('BAD_FILE', { file: file.name, problem: 'it was moved or is locked by another program (文件已移动或被其他程序占用)' })
  }
}

function saved(content: Blob, name: string): void {
  const address = URL.createObjectURL(content)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
