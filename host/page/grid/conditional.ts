import type { FUniver } from '@univerjs/presets'
import type { ConditionalFormat } from '../../model/conditional-format.js'
import type { Sheet } from '../../model/sheet.js'
import { UNIT } from './univer.js'

type Worksheet = ReturnType<NonNullable<ReturnType<FUniver['getActiveWorkbook']>>['getActiveSheet']>
type Builder = ReturnType<Worksheet['newConditionalFormattingRule']>
type Highlight = ReturnType<Builder['whenCellEmpty']>

/** Any of Univer's builders once it knows its condition. */
interface Conditioned {
  setRanges(ranges: ReturnType<Highlight['getRanges']>): { build(): ReturnType<Highlight['build']> }
}

/** Draws the conditional formats of a sheet as far as Univer can: rules of values, texts, ranks, scales and bars. */
export function drawConditionalFormats(api: FUniver, sheet: Sheet): void {
  const worksheet = api.getActiveWorkbook()!.getSheetBySheetId(sheet.id)!
  const drawn = worksheet.getConditionalFormattingRules()
  if (!drawn.length && !sheet.conditionalFormats.length) return
  // By mutations: commands would stand in the person's list of what can be undone.
  const change = (mutation: string, params: object) =>
    api.syncExecuteCommand(`sheet.mutation.${mutation}-conditional-rule`, { unitId: UNIT, subUnitId: sheet.id, ...params })
  for (const { cfId } of drawn) change('delete', { cfId })
  // Univer puts the newest first, and so does the model.
  for (const format of [...sheet.conditionalFormats].reverse()) {
    const made = ruleOf(worksheet.newConditionalFormattingRule(), format)
    if (!made) continue
    const ranges = format.areas.map(({ row, column, rows, columns }) => ({
      startRow: row,
      endRow: row + rows - 1,
      startColumn: column,
      endColumn: column + columns - 1,
    }))
    change('add', { rule: { ...made.setRanges(ranges).build(), stopIfTrue: format.stopIfTrue } })
  }
}

interface Rule {
  formula1?: unknown
  formula2?: unknown
  operator?: string
  text?: string
  rank?: number
  type?: string
  criterion?: string
}

const number = (formula: unknown) =>
  Number((typeof formula === 'number' ? String(formula) : typeof formula === 'string' ? formula : '0').replace(/^=/, ''))

/** The condition, before its look; null when Univer has none like it. */
function ruleOf(builder: Builder, format: ConditionalFormat): Conditioned | null {
  const rules = format.rules
  switch (format.type) {
    case 'CellValue':
      return looking(byValue(builder, rules['cellValue/rule'] ?? {}), format)
    case 'ContainsText':
      return looking(byText(builder, rules['textComparison/rule'] ?? {}), format)
    case 'TopBottom': {
      const { rank = 10, type = 'TopItems' } = (rules['topBottom/rule'] ?? {}) as Rule
      return looking(builder.setRank({ isBottom: type.startsWith('Bottom'), isPercent: type.endsWith('Percent'), value: rank }), format)
    }
    case 'PresetCriteria':
      return looking(byPreset(builder, (rules['preset/rule'] as Rule | undefined)?.criterion ?? ''), format)
    case 'Custom': {
      const formula = rules['custom/rule/formula']
      return typeof formula === 'string' && formula ? looking(builder.whenFormulaSatisfied(formula), format) : null
    }
    case 'ColorScale':
      return scale(builder, rules['colorScale/criteria'] ?? {})
    case 'DataBar':
      return builder.setDataBar({
        min: { type: 'min' },
        max: { type: 'max' },
        positiveColor: '#638EC6',
        nativeColor: '#C00000',
        isShowValue: rules['dataBar/showDataBarOnly'] !== true,
      } as Parameters<Builder['setDataBar']>[0])
    default:
      return null
  }
}

function looking(rule: Highlight | null, { look }: ConditionalFormat): Highlight | null {
  if (!rule) return null
  if (look['font/bold']) rule.setBold(true)
  if (look['font/italic']) rule.setItalic(true)
  if (look['font/color']) rule.setFontColor(String(look['font/color']))
  if (look['fill/color']) rule.setBackground(String(look['fill/color']))
  return rule
}

function byValue(builder: Builder, { operator, formula1, formula2 }: Rule): Highlight | null {
  const [one, two] = [number(formula1), number(formula2)]
  if (Number.isNaN(one)) return null
  switch (operator) {
    case 'Between':
      return builder.whenNumberBetween(one, two)
    case 'NotBetween':
      return builder.whenNumberNotBetween(one, two)
    case 'EqualTo':
      return builder.whenNumberEqualTo(one)
    case 'NotEqualTo':
      return builder.whenNumberNotEqualTo(one)
    case 'GreaterThan':
      return builder.whenNumberGreaterThan(one)
    case 'GreaterThanOrEqual':
      return builder.whenNumberGreaterThanOrEqualTo(one)
    case 'LessThan':
      return builder.whenNumberLessThan(one)
    case 'LessThanOrEqual':
      return builder.whenNumberLessThanOrEqualTo(one)
    default:
      return null
  }
}

function byText(builder: Builder, { operator, text = '' }: Rule): Highlight | null {
  switch (operator) {
    case 'Contains':
      return builder.whenTextContains(text)
    case 'NotContains':
      return builder.whenTextDoesNotContain(text)
    case 'BeginsWith':
      return builder.whenTextStartsWith(text)
    case 'EndsWith':
      return builder.whenTextEndsWith(text)
    default:
      return null
  }
}

function byPreset(builder: Builder, criterion: string): Highlight | null {
  if (criterion === 'Blanks') return builder.whenCellEmpty()
  if (criterion === 'NonBlanks') return builder.whenCellNotEmpty()
  if (criterion === 'DuplicateValues') return builder.setDuplicateValues()
  if (criterion === 'UniqueValues') return builder.setUniqueValues()
  return null
}

interface Criterion {
  type?: string
  formula?: string | null
  color?: string
}
type Criteria = Partial<Record<'minimum' | 'midpoint' | 'maximum', Criterion>>

const POINTS: Record<string, string> = {
  LowestValue: 'min',
  HighestValue: 'max',
  Number: 'num',
  Percent: 'percent',
  Percentile: 'percentile',
}

function scale(builder: Builder, { minimum, midpoint, maximum }: Criteria): Conditioned | null {
  const points = [minimum, midpoint, maximum].filter(point => point !== undefined)
  if (points.length < 2) return null
  const config = points.map(({ type = '', formula, color = '#FFFFFF' }, index) => ({
    index,
    color,
    value: { type: POINTS[type] ?? 'num', ...(formula ? { value: number(formula) } : {}) },
  }))
  return builder.setColorScale(config as Parameters<Builder['setColorScale']>[0])
}
