import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import type { Binding, BoundWorkbook } from '../../../../addin/workbook/bound/bound-workbook.js'
import { openWorkbook, type AddinWindow, type ExcelInNode, type OpenOptions } from '../../../../host/node/open-workbook.js'
import type { Language } from '../../../../shared/refusals.js'
import { bundledAddin } from '../../bundle.js'
import type * as script from './bound-entry.js'

export interface Opened {
  excel: ExcelInNode
  bound: BoundWorkbook
}

let open: ExcelInNode[] = []

/** A workbook with its bound tables, closed by `closeAll`. */
export async function openBound(language: Language = 'en', options: OpenOptions = {}): Promise<Opened> {
  return seated(await openWorkbook({ ...options, addin: await runs() }), language)
}

/** A second person at the same workbook. */
export async function colleagueOf({ excel }: Opened, language: Language = 'en'): Promise<Opened> {
  return seated(await excel.coauthor({ addin: await runs() }), language)
}

async function runs(): Promise<(window: AddinWindow) => void> {
  const file = await bundledAddin('test/addin/workbook/bound/bound-entry.ts')
  return window => void new vm.Script(readFileSync(file, 'utf8'), { filename: file }).runInContext(window)
}

function seated(excel: ExcelInNode, language: Language): Opened {
  open.push(excel)
  return { excel, bound: (excel.window.duebook as typeof script).openBoundWorkbook(language) }
}

/** Closes what was opened, and fails when the stand-in met something that it does not know. */
export function closeAll(): void {
  const closing = open.reverse()
  open = []
  for (const each of closing) each.close()
}

export const RATES = ['currency', 'date', 'rate']
export const INVOICES = ['number', 'customer', 'customerName', 'docDate', 'amount', 'note']

export const bindingOf = (made: Omit<Binding, 'base'>): Binding => ({ ...plain(made), base: 1 })

/** What comes out of the window, as objects of this realm. */
export const plain = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value

/** An invoice as the ledger says it. */
export const invoice = (number: string, more: Record<string, string> = {}) => ({
  id: `id-${number}`,
  fields: { number, customer: '0012', customerName: '甲公司', docDate: '2026-03-31', amount: '1000.5', note: '', ...more },
  status: '',
})

/** A new table of invoices with rows in it. */
export async function withInvoices(opened: Opened, ...numbers: string[]): Promise<Binding> {
  const binding = bindingOf(await opened.bound.create('invoices', INVOICES))
  await opened.bound.append(
    binding,
    numbers.map(number => invoice(number)),
  )
  return binding
}

/** Requests that reach Excel, and writes of ranges, while some work is done. */
export async function effort({ excel }: Opened, work: () => Promise<unknown>): Promise<{ trips: number; writes: number }> {
  const { workbook } = excel
  const taken = { trips: 0, writes: 0 }
  const hold = workbook.hold.bind(workbook)
  let depth = 0
  // Each request holds back what is told of it until it is carried out.
  workbook.hold = () => {
    if (depth++ === 0) taken.trips++
    const release = hold()
    return () => {
      depth--
      release()
    }
  }
  const off = workbook.onChange(changes => void (taken.writes += changes.filter(({ kind }) => kind === 'cells').length))
  try {
    await work()
  } finally {
    workbook.hold = hold
    off()
  }
  return taken
}
