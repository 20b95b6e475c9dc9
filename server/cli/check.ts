import { print, say } from './terminal.js'
import { withLedger } from './with-ledger.js'

/** Checks storage, digests, tables and the Book; prints each problem as a JSON line. Gives the exit code. */
export async function checkCommand({ ledger: folder }: { ledger: string }): Promise<number> {
  return withLedger(folder, async ledger => {
    const problems = await ledger.check()
    for (const problem of problems) await print(`${JSON.stringify(problem)}\n`)
    if (problems.length === 0) say(`Sound up to change ${ledger.change} / 账簿完好，变更号 ${ledger.change}`)
    return problems.length === 0 ? 0 : 1
  })
}
