import { fileURLToPath } from 'node:url'
import type { ExcelInNode, OpenOptions } from '../../host/node/open-workbook.js'
import { openWorkbook } from '../../host/node/open-workbook.js'

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/addin/${name}`, import.meta.url))

/** The example add-in: word counts. */
export const WORDS: OpenOptions = { manifest: fixture('manifest.xml'), functions: fixture('functions.json'), addin: fixture('addin.js') }

let open: ExcelInNode[] = []

/** An empty workbook with office.js in it; closed by `closeAll`. */
export async function excel(options: OpenOptions = {}): Promise<ExcelInNode> {
  const opened = await openWorkbook(options)
  open.push(opened)
  return opened
}

/** Closes what tests have opened; fails when the stand-in met something unknown. */
export function closeAll(): void {
  const closing = open
  open = []
  for (const each of closing) each.close()
}

/** The code of the error that a batch ends with, and where. */
export async function failure(run: Promise<unknown>): Promise<{ code: string; location: string; message: string }> {
  try {
    await run
  } catch (error) {
    const { code, message, debugInfo } = error as { code: string; message: string; debugInfo?: { errorLocation?: string } }
    return { code, location: debugInfo?.errorLocation ?? '', message }
  }
  throw new Error('The batch was expected to fail.')
}

/** Arrays that come out of another window, as our own: chai compares prototypes. */
export const plain = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data

/** Waits until events have arrived. */
export const soon = (milliseconds = 20): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))
