import { DIMENSIONS } from '../../../shared/domain/dimensions.js'
import { reportParams, type ReportParams } from '../../../shared/reports/define.js'

/** What can be chosen of a report in the pane. */
export type Choice = 'compare' | 'asOf' | 'since' | 'period' | 'layout' | 'by' | 'customer' | 'unit' | 'filter'

/** What was typed or picked; '' leaves the report at its own standard. */
export type Chosen = Partial<Record<Choice, string>>

/** What can be chosen of each report, in the order of the entries; what is not named here is the report's own standard. */
const CHOICES: Readonly<Record<string, readonly Choice[]>> = {
  'monthly-aging': ['asOf', 'layout', 'by', 'unit'],
  'open-items': ['asOf', 'customer', 'filter', 'unit'],
  statement: ['customer', 'period'],
  'roll-forward': ['period', 'by', 'customer', 'filter', 'unit'],
  margin: ['period', 'by', 'customer', 'filter', 'unit'],
  'tie-out': ['asOf'],
  completeness: ['period', 'asOf'],
  'change-bridge': ['compare', 'period', 'asOf', 'since', 'customer', 'filter', 'unit'],
}

/** What the rows of a report can be by; '' is its own standard. */
const BY: Readonly<Record<string, readonly string[]>> = {
  'monthly-aging': ['', 'none', ...DIMENSIONS, 'owner'],
  'roll-forward': ['', ...DIMENSIONS, 'owner'],
  margin: ['', 'product', 'month', ...DIMENSIONS, 'owner'],
}

/** By what the rows of a report can be. */
export const groupsOf = (report: string): readonly string[] => BY[report] ?? ['']

/** What can be chosen of a report, as far as it goes with what is chosen already. */
export function choicesOf(report: string, chosen: Chosen): readonly Choice[] {
  const all = CHOICES[report] ?? ['asOf']
  // The audit layout has groups of its own.
  if (chosen.layout === 'audit') return all.filter(choice => choice !== 'by')
  if (!all.includes('compare')) return all
  return all.filter(choice => (chosen.compare === 'since' ? choice !== 'period' : choice !== 'asOf' && choice !== 'since'))
}

/** The parameters of what was chosen, without what was left at its standard. */
export function paramsOf(report: string, chosen: Chosen): ReportParams {
  const asked = choicesOf(report, chosen).filter(choice => choice !== 'compare')
  const given = asked.map(choice => [choice, chosen[choice]?.trim() ?? '']).filter(([, value]) => value !== '')
  return reportParams.parse(Object.fromEntries(given))
}
