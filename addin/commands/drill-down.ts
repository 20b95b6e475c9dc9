import type { Drill, DrillRow, Term } from '../../shared/functions/drill.js'
import { decimalsOf, type Money } from '../../shared/money.js'
import { refuse } from '../../shared/refusals.js'
import { address, sheetName } from '../../shared/reports/address.js'
import { drillSheet } from '../../shared/reports/drill-down.js'
import { valueOf, type Sheet } from '../../shared/reports/sheet.js'
import type { Desk } from '../desk/desk.js'
import { inLanguage } from '../desk/notices.js'
import { drawSheet } from '../workbook/draw.js'
import { linkTo } from '../workbook/link.js'
import { excelCode, goTo } from '../workbook/selection.js'
import { sheetNamesInUse } from '../workbook/worksheets.js'
import type { Command } from './define.js'
import type { Drilled } from './drilled.js'
import { amountText, drilledSelection } from './explain.js'

/** Draws the documents behind the selected cell on a new sheet, with a total that equals the cell and a link back to it. */
export const drillDown: Command = async desk => drillDownOf(desk, await drilledSelection(desk))

/** The same of a cell that was taken apart already. */
export async function drillDownOf(desk: Desk, found: Drilled): Promise<void> {
  const { board, language } = desk
  const { cell, difference, currency } = found
  const say = (en: string, zh: string) => inLanguage({ en, zh }, language)
  const name = await drawBeside(desk, drillSheet(drillOf(found), language), say(`Drill ${cell.address}`, `明细 ${cell.address}`), cell)
  const reasons = found.reasons.map(words => inLanguage(words, language)).join(say(' ', ''))
  board.say({
    tone: difference || reasons ? 'warning' : 'success',
    title: difference
      ? say(
          `${name} has the documents behind ${cell.address}; ${amountText(difference, currency)} of the cell is not among them.`,
          `“${name}”列出 ${cell.address} 的单据，与单元格相差 ${amountText(difference, currency)}。`,
        )
      : say(`${name} has the documents behind ${cell.address}.`, `“${name}”列出 ${cell.address} 的单据。`),
    ...(reasons ? { text: reasons } : {}),
    actions: [{ label: say('Back to the cell', '返回单元格'), run: () => goTo(cell.sheet, cell.address) }],
  })
}

/** Draws a sheet about a cell behind the others, its question linked to the cell; gives the name that it got. */
export async function drawBeside(desk: Desk, sheet: Sheet, wanted: string, cell: { sheet: string; address: string }): Promise<string> {
  const name = freeName(wanted, await sheetNamesInUse())
  const title = inLanguage({ en: 'Drawing the documents', zh: '正在列出单据' }, desk.language)
  try {
    const drawn = await desk.board.during(title, (progress, signal) => drawSheet({ ...sheet, name }, { name, progress, signal }))
    const row = sheet.rows.findIndex(({ kind }) => kind === 'head')
    const text = String(valueOf(sheet.rows[row].cells[0]))
    await linkTo(drawn.worksheet, address(row, 0), `${cell.sheet}!${cell.address} · ${text}`, cell)
    return name
  } catch (error) {
    if (excelCode(error) === 'AccessDenied') throw refuse('STRUCTURE_PROTECTED')
    throw error
  }
}

function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map(name => name.toLowerCase()))
  let name = sheetName(wanted)
  for (let number = 2; used.has(name.toLowerCase()); number++) name = `${sheetName(wanted)} (${number})`
  return name
}

/** A cell as one answer: its documents, its numbers as lines of their own, and what cannot be followed term by term. */
function drillOf(found: Drilled): Drill {
  const { cell, formula, parts, rows, currency, total, shown, difference, reasons, asOf, change } = found
  const calls = parts.flatMap(({ call }) => call ?? [])
  const several = parts.length > 1
  const part = (of: number) => ({ en: parts[of].text, zh: parts[of].text })
  const scale = 10 ** decimalsOf(currency)
  const numbers = parts.flatMap(({ call, value, text, sign }, of): DrillRow[] =>
    call || !value || total === null ? [] : [numberRow(text, (sign * Math.round(value * scale)) as Money, currency, part(of))],
  )
  const documents = rows.map(({ of, ...row }): DrillRow => (several ? { ...row, part: part(of) } : row))
  const all = [...documents, ...numbers]
  const says: Term[] = difference || total === null ? reasons.map(label => ({ label, value: null, format: 'text' })) : []
  const figures: Term[] = several
    ? parts.map(({ sign, text, value, call }) => ({
        label: { en: `${sign < 0 ? '−' : '+'} ${text}`, zh: `${sign < 0 ? '−' : '+'} ${text}` },
        value: value === null ? null : sign * value,
        format: call?.drill.format ?? 'money',
      }))
    : total === null
      ? calls.flatMap(({ drill }) => drill.terms)
      : []
  const customers = new Set(calls.map(({ drill }) => drill.facts.customer))
  const [first] = calls
  const facts = calls.length
    ? first.drill.facts
    : { customer: '*', customerName: '', asOf, knownAt: change, change, clock: 'strict' as const }
  return {
    name: formula,
    args: [],
    value: cell.value,
    format: total === null ? (calls.length ? first.drill.format : 'text') : 'money',
    currency,
    answer: total === null ? null : shown,
    total: all.reduce((sum, { amount }) => sum + amount, 0) as Money,
    rows: all,
    terms: [...figures, ...says],
    facts: customers.size > 1 ? { ...facts, customer: '*', customerName: '' } : facts,
  }
}

const numberRow = (text: string, amount: Money, currency: string, part: { en: string; zh: string }): DrillRow => ({
  id: 0,
  document: text,
  kind: 'number',
  reversal: false,
  instalment: null,
  customer: '',
  customerName: '',
  docDate: null,
  postDate: null,
  dueDate: null,
  daysOverdue: null,
  currency,
  original: amount,
  settled: 0 as Money,
  amount,
  part,
  change: 0,
})
