import { refuse } from '../refusals.js'
import { inputName, isBlank, plainHeading, type Fault, type InputFile } from './input.js'
import type { IntakeRemark } from './neutral-ledger.js'
import { CUSTOMER_NAME, NET, OWN_TABLES, TAX, TOTAL_LINES, type OwnTable } from './own-words.js'
import { profileOf, type Profile, type RowPlan } from './profile.js'

/** What plain files of our own tables are taken for. */
export interface Recognised {
  profile: Profile | undefined
  faults: Fault[]
  remarks: IntakeRemark[]
}

interface Candidate {
  own: OwnTable
  /** Column of the table to heading as the file writes it. */
  columns: Map<string, string>
  named: boolean
}

/**
 * Recognises by their headings, Chinese or English, which table each file holds, so that a plain file needs no profile. A file that fits
 * none or several is a fault; columns that are not used are told.
 */
export function recognised(files: readonly InputFile[]): Recognised {
  const faults: Fault[] = []
  const remarks: IntakeRemark[] = []
  const plans = files.flatMap(file => {
    const name = inputName(file)
    const { best, titles } = candidatesOf(file)
    if (best.length !== 1) {
      const tables = best.map(({ own }) => own.table).join(', ') || OWN_TABLES.map(({ table }) => table).join(', ')
      const refusal = refuse('HEADINGS_UNKNOWN', { file: name, count: best.length, tables })
      faults.push({ file: name, line: 0, column: '', value: titles.join(', '), refusal })
      return []
    }
    const rows = rowsOf(best[0], titles)
    remarks.push(...unused(name, best[0].own.table, rows, titles))
    const where = whereOf(best[0])
    return [{ match: name, where, rows }]
  })
  // A workbook may hold sheets besides: once one of them is recognised, those that fit nothing are only told, when they are mapped.
  const workbooks = new Set(
    files.filter(file => file.sheet !== undefined && plans.some(({ match }) => match === inputName(file))).map(({ name }) => name),
  )
  const kept = faults.filter(
    ({ file, refusal }) => refusal.details.count !== 0 || !workbooks.has(file.slice(0, Math.max(0, file.indexOf('#')))),
  )
  return { profile: plans.length ? profileOf({ name: 'own tables', files: plans }) : undefined, faults: kept, remarks }
}

/** The tables that fit a file best; the row of headings is the one among the first that fits a table. */
function candidatesOf(file: InputFile): { best: Candidate[]; titles: string[] } {
  let first: string[] | undefined
  let looked = 0
  for (const row of file.rows) {
    if (isBlank(row)) continue
    if (++looked > 20) break
    const titles = row.cells.map(cell => (cell === null || cell === undefined ? '' : String(cell).trim()))
    first ??= titles
    const fitting = OWN_TABLES.map(own => candidate(own, titles, file)).filter(found => found !== undefined)
    if (fitting.length === 0) continue
    const score = ({ named, columns }: Candidate) => (named ? 1000 : 0) + columns.size
    const most = Math.max(...fitting.map(score))
    return { best: fitting.filter(found => score(found) === most), titles }
  }
  return { best: [], titles: first ?? [] }
}

function candidate(own: OwnTable, titles: readonly string[], file: InputFile): Candidate | undefined {
  const columns = new Map<string, string>()
  const taken = new Set<string>()
  for (const [column, spellings] of Object.entries(own.columns)) {
    const heading = headingOf(spellings, titles)
    if (heading === undefined || taken.has(heading)) continue
    columns.set(column, heading)
    taken.add(heading)
  }
  if (!own.required.every(column => columns.has(column))) return undefined
  const name = plainHeading(file.sheet ?? file.name)
  const named = own.names.some(word => name.includes(plainHeading(word)))
  return named || !own.byName ? { own, columns, named } : undefined
}

/** A heading that is one of the spellings, also with a unit in brackets behind it: `金额(元)`. */
function headingOf(spellings: readonly string[], titles: readonly string[]): string | undefined {
  const bare = titles.map(title => plainHeading(title))
  const short = titles.map(title => plainHeading(title.normalize('NFKC').replace(/\(.*\)$/, '')))
  for (const spelling of spellings) {
    const wanted = plainHeading(spelling)
    let at = bare.indexOf(wanted)
    if (at < 0) at = short.indexOf(wanted)
    if (at >= 0) return titles[at]
  }
  return undefined
}

/** Ten thousands, when the heading says so. */
const timesOf = (heading: string): { times?: number[] } => (/万/.test(heading) ? { times: [10_000] } : {})

function rowsOf({ own, columns }: Candidate, titles: readonly string[]): RowPlan[] {
  const sources: RowPlan['columns'] = {}
  for (const [column, heading] of columns) {
    const { times } = column === 'amount' || column === 'creditLimit' ? timesOf(heading) : {}
    sources[column] = { column: heading, ...(times && { times }) }
  }
  const amount = columns.get('amount')
  const tax = headingOf(TAX, titles)
  // Beside a column of tax, 金额 is the amount without it.
  if (amount && tax && NET.includes(plainHeading(amount)) && own.columns.docDate)
    sources.amount = { column: amount, plus: [tax], ...timesOf(amount) }
  const rows: RowPlan[] = [{ table: own.table, columns: sources }]
  const name = headingOf(CUSTOMER_NAME, titles)
  const customer = columns.get('customer')
  if (name && customer && name !== customer && own.table !== 'controlBalances') {
    rows.unshift({ table: 'customers', once: 'code', columns: { code: customer, name: [name] } })
  }
  return rows
}

/** Lines of totals at the end of an export are no documents. */
function whereOf({ own, columns }: Candidate): Profile['files'][number]['where'] {
  const key = columns.get(own.required[0])!
  return { [key]: { not: TOTAL_LINES } }
}

function unused(file: string, table: string, rows: readonly RowPlan[], titles: readonly string[]): IntakeRemark[] {
  const text = JSON.stringify(rows)
  const left = titles.filter(title => title && !text.includes(JSON.stringify(title)))
  if (left.length === 0) return []
  const list = left.join(', ')
  return [{ subject: file, en: `Read as ${table}; these columns were not used: ${list}.`, zh: `按 ${table} 读取，未使用的列：${list}。` }]
}
