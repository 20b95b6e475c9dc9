import { MARGINS } from '../../shared/reports/look.js'
import type { Sheet } from '../../shared/reports/sheet.js'
import { attempt } from './attempt.js'

const POINTS = 72

/** A4 landscape, one page wide, the headings on every page, pages counted in the footer. */
export function drawPrint({ pageLayout }: Excel.Worksheet, { print }: Sheet): void {
  pageLayout.orientation = 'Landscape'
  pageLayout.paperSize = 'A4'
  pageLayout.zoom = { horizontalFitToPages: 1 }
  pageLayout.centerHorizontally = true
  const margins = Object.entries(MARGINS).map(([side, inches]) => [side, inches * POINTS] as const)
  pageLayout.setPrintMargins('Points', Object.fromEntries(margins))
  pageLayout.setPrintTitleRows(`$${print.repeat.top + 1}:$${print.repeat.bottom + 1}`)
  pageLayout.headersFooters.defaultForAllPages.centerFooter = print.footer
}

/** A page for each group, where rows ask for it. */
export async function drawPageBreaks(context: Excel.RequestContext, worksheet: Excel.Worksheet, { rows }: Sheet): Promise<void> {
  const breaks = rows.flatMap(({ pageBreak }, at) => (pageBreak ? [at + 2] : []))
  if (breaks.length === 0) return
  await attempt(context, () => {
    worksheet.horizontalPageBreaks.removePageBreaks()
    for (const row of breaks) worksheet.horizontalPageBreaks.add(`A${row}`)
  })
}
