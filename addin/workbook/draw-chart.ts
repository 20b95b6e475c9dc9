import { areaAddress } from '../../shared/reports/address.js'
import { numberFormat, valueOf, type Chart, type Sheet } from '../../shared/reports/sheet.js'

/** How the charts that we drew are named, so that a later drawing takes away none of the reader's own. */
export const CHART_NAME = 'Duebook '

const TYPES = { column: ['ColumnClustered', 'ColumnStacked'], bar: ['BarClustered', 'BarStacked'] } as const

/** Native charts over the cells that the sheet keeps for them, with title and axis title and no effects. */
export function drawCharts(worksheet: Excel.Worksheet, sheet: Sheet): void {
  sheet.charts.forEach((chart, order) => drawChart(worksheet, sheet, chart, order))
}

function drawChart(worksheet: Excel.Worksheet, sheet: Sheet, chart: Chart, order: number): void {
  const range = (area: Chart['anchor']) => worksheet.getRange(areaAddress(area))
  const [first, ...others] = chart.series
  const lying = first.values.right > first.values.left
  const drawn = worksheet.charts.add(TYPES[chart.type][chart.stacked ? 1 : 0], range(first.values), lying ? 'Rows' : 'Columns')
  drawn.name = CHART_NAME + (order + 1)
  const named = ({ name }: Chart['series'][number]) => String(valueOf(sheet.rows[name.top].cells[name.left]) ?? '')
  const own = drawn.series.getItemAt(0)
  own.name = named(first)
  const series = [own, ...others.map(other => drawn.series.add(named(other)))]
  series.forEach((each, at) => {
    if (at > 0) each.setValues(range(chart.series[at].values))
    each.setXAxisValues(range(chart.categories))
    each.gapWidth = 60
  })
  drawn.title.text = chart.title
  drawn.title.format.font.size = 12
  drawn.title.format.font.bold = true
  drawn.legend.visible = series.length > 1
  drawn.legend.position = 'Bottom'
  const { valueAxis, categoryAxis } = drawn.axes
  valueAxis.title.text = chart.axisTitle
  valueAxis.title.visible = true
  valueAxis.numberFormat = numberFormat('balance', 0, sheet.unit).replaceAll('[Red]', '')
  categoryAxis.tickLabelPosition = 'Low'
  // Bars are read from the top.
  if (chart.type === 'bar') categoryAxis.reversePlotOrder = true
  const { top, left, bottom, right } = chart.anchor
  drawn.setPosition(areaAddress({ top, left, bottom: top, right: left }), areaAddress({ top: bottom, left: right, bottom, right }))
}

/** Takes away the charts that an earlier drawing left. */
export function eraseCharts(charts: Excel.ChartCollection): void {
  for (const chart of charts.items) if (chart.name.startsWith(CHART_NAME)) chart.delete()
}
