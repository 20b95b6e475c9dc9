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

export { failure, plain, soon } from './conformance/outcome.js'
