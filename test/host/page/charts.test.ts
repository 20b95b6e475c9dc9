import { expect } from 'chai'
import { seriesOf } from '../../../host/model/chart-series.js'
import type { Chart } from '../../../host/model/chart.js'
import { areaOf } from '../../../host/model/sheet.js'
import { newWorkbook } from '../../../host/model/sheets.js'
import { write } from '../../../host/model/write.js'
import { drawChart } from '../../../host/page/charts/draw.js'
import { scaleOf } from '../../../host/page/charts/scale.js'

/** A chart of two series over three categories; the second has a gap and a negative value. */
function chart(chartType: string, look: Chart['look'] = {}): Chart {
  const [sheet] = newWorkbook().sheets
  const source = areaOf(sheet, { row: 0, column: 0, rows: 4, columns: 3 })
  write(source, [
    ['', 'Sales', 'Margin'],
    ['North', 100, 20],
    ['South', 50, ''],
    ['<East>', 150, -30],
  ])
  const made = { id: '1', name: 'Chart 1', chartType, sheet, source, seriesBy: 'Columns' as const, series: seriesOf(source, 'Columns') }
  return { ...made, left: 0, top: 0, width: 300, height: 200, anchor: null, look }
}

const count = (drawing: string, part: RegExp) => drawing.match(part)?.length ?? 0
const SALES = /fill="#4472C4"/g

describe('a drawn chart', () => {
  it('has round ends and steps on its axis', () => {
    expect(scaleOf([3, 97]).ticks).to.deep.equal([0, 20, 40, 60, 80, 100])
    expect(scaleOf([-30, 150]).ticks).to.deep.equal([-50, 0, 50, 100, 150])
    expect(scaleOf([0.2, 0.9]).ticks).to.deep.equal([0, 0.2, 0.4, 0.6, 0.8, 1])
    expect(scaleOf([5], 0, 10).at(5)).to.equal(0.5)
    expect(scaleOf([]).ticks.at(-1)).to.equal(1)
  })

  it('shows a column for each value, with title, legend and categories as texts', () => {
    const drawing = drawChart(chart('ColumnClustered', { 'title/text': 'Sales & margin' }), 400, 300)
    expect(count(drawing, SALES)).to.equal(4) // three columns and the legend's key
    expect(count(drawing, /fill="#ED7D31"/g)).to.equal(3) // one value is missing
    for (const text of ['Sales &amp; margin', '>Margin<', '>North<', '&lt;East&gt;']) expect(drawing).to.contain(text)
  })

  it('breaks a line where a value is missing', () => {
    expect(count(drawChart(chart('Line'), 400, 300), /<path d="M/g)).to.equal(3)
  })

  it('stacks to a whole', () => {
    const drawing = drawChart(chart('BarStacked100'), 400, 300)
    expect(drawing).to.contain('>100%<')
  })

  it('shares a pie among the first series', () => {
    const drawing = drawChart(chart('Pie', { 'dataLabels/showValue': true }), 400, 300)
    expect(count(drawing, /<path d="M/g)).to.equal(3)
    expect(drawing).to.contain('>50%<')
  })

  it('draws nothing wrong when there is nothing', () => {
    expect(drawChart({ ...chart('ColumnClustered'), series: [] }, 200, 100)).to.not.match(/NaN|Infinity/)
  })
})
