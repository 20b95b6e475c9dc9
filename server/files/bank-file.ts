import { createHash } from 'node:crypto'
import { bankStatements, type SheetSettings } from '../../shared/intake/bank-sheet.js'
import { bankRows, statementFaults, type BankStatement } from '../../shared/intake/bank-statement.js'
import type { Fault } from '../../shared/intake/input.js'
import { Refusal, refuse } from '../../shared/refusals.js'
import { camtStatements, isXml } from './camt.js'
import type { FileImport } from './import-file.js'
import { sheetsOf, type ImportSource } from './sheets.js'

/** What files of banks hold: rows for the table `bankLines` and where each came from, and the statements themselves. */
export interface BankImport extends FileImport {
  statements: BankStatement[]
}

/**
 * Reads bank statements: camt.053, CSV or .xlsx. Every fault is listed, also a file that cannot be read at all and a statement whose
 * balances do not follow from its movements.
 */
export async function readBankFiles(sources: readonly ImportSource[], settings: SheetSettings): Promise<BankImport> {
  const read: BankImport = { rows: [], origins: [], faults: [], remarks: [], statements: [], hash: '' }
  for (const source of sources) {
    try {
      await addFile(source, settings, read)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      read.faults.push({ file: source.name, line: 0, column: '', value: '', refusal: error })
    }
  }
  return { ...read, hash: hashOf(read.rows) }
}

async function addFile({ name, bytes }: ImportSource, settings: SheetSettings, read: BankImport): Promise<void> {
  if (bytes.byteLength === 0) throw refuse('BAD_FILE', { file: name, problem: 'it is empty (文件为空)' })
  const text = xmlText(bytes)
  const { statements, faults } =
    text === undefined ? await ofSheets({ name, bytes }, settings) : { statements: camtStatements(text, name), faults: [] }
  read.faults.push(...faults)
  for (const statement of statements) {
    read.statements.push(statement)
    // A cell that cannot be read breaks the chain of balances too: it is told once.
    if (faults.length === 0) read.faults.push(...statementFaults(statement))
    for (const row of bankRows(statement)) {
      read.rows.push(row)
      read.origins.push({ file: name, line: row.sourceRow ?? 0 })
    }
    read.remarks.push(...statement.remarks.map(remark => ({ subject: statement.account, ...remark })), ...outgoing(statement))
  }
}

function outgoing({ account, entries }: BankStatement): BankImport['remarks'] {
  const count = entries.filter(({ amount }) => amount < 0).length
  if (count === 0) return []
  return [{ subject: account, en: `${account}: ${count} payments out are left out.`, zh: `${account}：${count} 笔付款未读入。` }]
}

async function ofSheets(source: ImportSource, settings: SheetSettings): Promise<{ statements: BankStatement[]; faults: Fault[] }> {
  const files = await sheetsOf(source)
  const read = files.map(file => bankStatements(file, settings))
  return { statements: read.flatMap(({ statements }) => statements), faults: read.flatMap(({ faults }) => faults) }
}

/** The text of an XML file in the encoding that it states; nothing for another file. */
function xmlText(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  const stated = /^\W*<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(start)?.[1] ?? 'utf-8'
  if (!isXml(start.replace(/^\u00ef\u00bb\u00bf/, ''))) return undefined
  try {
    return new TextDecoder(stated).decode(bytes)
  } catch {
    return Buffer.from(bytes).toString('utf8')
  }
}

/** Of what is to be posted: a line is known by its serial number, so another file with the same lines is the same batch. */
const hashOf = (rows: BankImport['rows']): string => createHash('sha256').update('bank\0').update(JSON.stringify(rows)).digest('hex')
