import { monthEnd, day } from '../../shared/dates.js'
import type { Language } from '../../shared/refusals.js'
import { quotedSheet, sheetName } from '../../shared/reports/address.js'
import type { ReportParams } from '../../shared/reports/define.js'
import { REPORTS } from '../../shared/reports/index.js'
import { isRich, type Sheet } from '../../shared/reports/sheet.js'
import { inLanguage } from '../desk/notices.js'

/** The longest name of a sheet. */
const LONGEST = 31

/** Names for the sheets of a report: `账龄 2026-10`, and behind it `账龄 2026-10 单据明细`; none of them taken. */
export function namesFor(
  report: string,
  params: ReportParams,
  language: Language,
  sheets: readonly Sheet[],
  taken: readonly string[],
): string[] {
  const base = baseName(report, params, language)
  const used = new Set(taken.map(name => name.toLowerCase()))
  return sheets.map((sheet, index) => {
    const wanted = sheetName(index === 0 ? base : `${base} ${sheet.name}`)
    let name = wanted
    for (let number = 2; used.has(name.toLowerCase()); number++) {
      const end = ` (${number})`
      name = wanted.slice(0, LONGEST - end.length).trimEnd() + end
    }
    used.add(name.toLowerCase())
    return name
  })
}

/** A closed or whole month is named by itself, any other day in full. */
function baseName(report: string, { asOf, period, customer, layout }: ReportParams, language: Language): string {
  if (report === 'monthly-aging' && asOf !== undefined) {
    const audit = layout === 'audit'
    const name = inLanguage(audit ? { en: 'Audit aging', zh: '审计账龄' } : { en: 'Aging', zh: '账龄' }, language)
    const date = day(asOf)
    return `${name} ${date === monthEnd(date) ? asOf.slice(0, 7) : asOf}`
  }
  const label = REPORTS.get(report)?.label
  return [label ? inLanguage(label, language) : report, customer, period ?? asOf].filter(part => part !== undefined).join(' ')
}

/** Sheets under the names that they get: formulas that lead from one to another follow. */
export function renamed(sheets: readonly Sheet[], names: readonly string[]): Sheet[] {
  const moved = sheets
    .map(({ name }, at) => [`${quotedSheet(name)}!`, `${quotedSheet(names[at])}!`] as const)
    .filter(([before, after]) => before !== after)
  const follow = (formula: string) => moved.reduce((text, [before, after]) => text.replaceAll(before, after), formula)
  const crosses = sheets.length > 1
  return sheets.map((sheet, at) => ({
    ...sheet,
    name: names[at],
    rows: crosses
      ? sheet.rows.map(row => ({
          ...row,
          cells: row.cells.map(cell => (isRich(cell) && cell.formula?.includes('!') ? { ...cell, formula: follow(cell.formula) } : cell)),
        }))
      : sheet.rows,
  }))
}
