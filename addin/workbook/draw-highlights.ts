import { areaAddress, type Area } from '../../shared/reports/address.js'
import { COLOURS, SCALES } from '../../shared/reports/look.js'
import type { Highlight, Sheet } from '../../shared/reports/sheet.js'
import { attempt } from './attempt.js'

const OPERATORS = {
  '<>': 'NotEqualTo',
  '>': 'GreaterThan',
  '<': 'LessThan',
  '>=': 'GreaterThanOrEqual',
  '<=': 'LessThanOrEqual',
} as const

/** Conditional formats. One rule over all its areas, so that a scale compares customers across groups. */
export async function drawHighlights(context: Excel.RequestContext, worksheet: Excel.Worksheet, { highlights }: Sheet): Promise<void> {
  for (const highlight of highlights) {
    const areas = joined(highlight.areas)
    if (areas.length === 0) continue
    const together = areas.map(areaAddress).join(',')
    if (areas.length === 1) highlightOver(worksheet.getRange(together).conditionalFormats, highlight)
    else if (!(await attempt(context, () => highlightOver(worksheet.getRanges(together).conditionalFormats, highlight))))
      for (const area of areas) highlightOver(worksheet.getRange(areaAddress(area)).conditionalFormats, highlight)
  }
}

function highlightOver(formats: Excel.ConditionalFormatCollection, highlight: Highlight): void {
  if ('scale' in highlight) {
    const [least, most] = SCALES[highlight.scale]
    formats.add('ColorScale').colorScale.criteria = {
      minimum: { type: 'Number', formula: '0', color: `#${least}` },
      maximum: { type: 'HighestValue', color: `#${most}` },
    }
    return
  }
  const { cellValue } = formats.add('CellValue')
  cellValue.rule = { formula1: String(highlight.than), operator: OPERATORS[highlight.when] }
  cellValue.format.font.color = `#${highlight.tone === 'bad' ? COLOURS.bad : COLOURS.warning}`
  if (highlight.tone === 'bad') cellValue.format.font.bold = true
  else cellValue.format.fill.color = `#${COLOURS.warningFill}`
}

/** Areas of the same rows in neighbouring columns as one. */
function joined(areas: readonly Area[]): Area[] {
  const found: Area[] = []
  for (const area of [...areas].sort((a, b) => a.top - b.top || a.left - b.left)) {
    const last = found.at(-1)
    if (last && last.top === area.top && last.bottom === area.bottom && last.right === area.left - 1) last.right = area.right
    else found.push({ ...area })
  }
  return found
}
