import { bounding, rectangle } from '../model/address.js'
import type { Chart, Series } from '../model/chart.js'
import { seriesOf } from '../model/chart-series.js'
import type { Area, Sheet } from '../model/sheet.js'
import { STANDARD_HEIGHT, STANDARD_WIDTH, areaOf } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import { axes } from './chart-axes.js'
import { EventType } from './event-type.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'
import { fillKind, textFormat } from './chart-format.js'
import { FONT, lookKind, lookProperties } from './look.js'
import { given } from './range-address.js'
import { worksheetOf } from './reach.js'

const changed = (chart: Chart) => chart.sheet.workbook.happened({ kind: 'chartChanged', sheet: chart.sheet, chart })
const look = (chart: Chart) => chart

const field = <Key extends keyof Chart>(key: Key): Property<Chart> => ({
  get: chart => chart[key],
  set: (chart, value: Chart[Key]) => {
    chart[key] = value
    changed(chart)
  },
})

const titleFont = lookKind<Chart>('ChartFont', 'title/font/', { ...FONT, size: 14 }, look, changed)
const titleFormat = kind<Chart>('ChartTitleFormat', { objects: { font: chart => titleFont.of(chart) } })
const TITLE = { text: 'Chart Title', visible: true, overlay: false, position: 'Top', horizontalAlignment: 'Center' }
const title = lookKind<Chart>('ChartTitle', 'title/', TITLE, look, changed, { objects: { format: chart => titleFormat.of(chart) } })
const legendFormat = textFormat<Chart>('ChartLegendFormat', 'legend/', look, changed)
const legend = lookKind<Chart>(
  'ChartLegend',
  'legend/',
  { visible: true, position: 'Right', overlay: false, showShadow: false },
  look,
  changed,
  { objects: { format: chart => legendFormat.of(chart) } },
)
const LABELS = {
  position: 'OutsideEnd',
  showValue: false,
  showSeriesName: false,
  showCategoryName: false,
  showPercentage: false,
  showLegendKey: false,
  separator: ', ',
  numberFormat: 'General',
}
const labelFormat = textFormat<Chart>('ChartDataLabelFormat', 'dataLabels/', look, changed)
const dataLabels = lookKind<Chart>('ChartDataLabels', 'dataLabels/', LABELS, look, changed, {
  objects: { format: chart => labelFormat.of(chart) },
})
const areaFill = fillKind<Chart>('fill/', '#FFFFFF', look, changed)
const areaFormat = kind<Chart>('ChartAreaFormat', { objects: { fill: chart => areaFill.of(chart) } })

interface Drawn {
  chart: Chart
  series: Series
}

const redraw = ({ chart }: Drawn) => changed(chart)
const seriesLook = ({ series }: Drawn) => ({ look: series.format })
const seriesFill = fillKind<Drawn>('fill/', '', seriesLook, redraw)
const seriesLine = lookKind<Drawn>('ChartLineFormat', 'line/', { color: '', lineStyle: 'Automatic', weight: 2.25 }, seriesLook, redraw)
const seriesFormat = kind<Drawn>('ChartSeriesFormat', {
  objects: { fill: drawn => seriesFill.of(drawn), line: drawn => seriesLine.of(drawn) },
})
const seriesLabelFormat = textFormat<Drawn>('ChartDataLabelFormat', 'dataLabels/', seriesLook, redraw)
const seriesLabels = lookKind<Drawn>('ChartDataLabels', 'dataLabels/', LABELS, seriesLook, redraw, {
  objects: { format: drawn => seriesLabelFormat.of(drawn) },
})

const setCells = (key: 'values' | 'categories') => (drawn: Drawn, _seat: Seat, area: Area) => {
  drawn.series[key] = area
  redraw(drawn)
}

const series: Kind<Drawn> = kind<Drawn>('ChartSeries', {
  properties: {
    name: { get: drawn => drawn.series.name, set: (drawn, name: string) => ((drawn.series.name = name), redraw(drawn)) },
    chartType: {
      get: drawn => drawn.series.chartType ?? drawn.chart.chartType,
      set: (drawn, type: string) => ((drawn.series.chartType = type), redraw(drawn)),
    },
    ...lookProperties<Drawn>(
      '',
      {
        hasDataLabels: false,
        axisGroup: 'Primary',
        gapWidth: 150,
        overlap: 0,
        smooth: false,
        markerStyle: 'Automatic',
        markerSize: 5,
        plotOrder: 0,
      },
      seriesLook,
      redraw,
    ),
  },
  objects: { format: drawn => seriesFormat.of(drawn), dataLabels: drawn => seriesLabels.of(drawn) },
  methods: {
    setValues: setCells('values'),
    setXAxisValues: setCells('categories'),
    delete: (drawn: Drawn) => {
      drawn.chart.series = drawn.chart.series.filter(each => each !== drawn.series)
      redraw(drawn)
    },
  },
})

const seriesCollection = collection<Chart, Drawn>('ChartSeriesCollection', {
  item: () => series,
  items: chart => chart.series.map(each => ({ chart, series: each })),
  methods: {
    add: (chart: Chart, _seat: Seat, name = '', index?: number) => {
      const made: Series = { name, values: null, categories: null, format: {} }
      chart.series.splice(index ?? chart.series.length, 0, made)
      changed(chart)
      return series.of({ chart, series: made })
    },
  },
})

const edge = (sizes: ReadonlyMap<number, number>, index: number, standard: number) =>
  [...sizes].reduce((total, [each, size]) => (each < index ? total + size - standard : total), index * standard)

/** Lays a chart over cells: from the first cell's corner to the last cell's far corner. */
function setPosition(chart: Chart, _seat: Seat, start: Area | string, end?: Area | string): void {
  const first = given(chart.sheet, start)
  const { columnWidths, rowHeights } = chart.sheet
  chart.left = edge(columnWidths, first.column, STANDARD_WIDTH)
  chart.top = edge(rowHeights, first.row, STANDARD_HEIGHT)
  chart.anchor = rectangle(first)
  if (end !== undefined) {
    const last = given(chart.sheet, end)
    chart.width = edge(columnWidths, last.column + last.columns, STANDARD_WIDTH) - chart.left
    chart.height = edge(rowHeights, last.row + last.rows, STANDARD_HEIGHT) - chart.top
    chart.anchor = bounding(first, last)
  }
  changed(chart)
}

/** One chart of a sheet. */
const chart: Kind<Chart> = kind<Chart>('Chart', {
  eventTarget: each => each.id,
  events: { Activated: EventType.chartActivated, Deactivated: EventType.chartDeactivated },
  properties: {
    id: each => each.id,
    name: field('name'),
    chartType: field('chartType'),
    left: field('left'),
    top: field('top'),
    width: field('width'),
    height: field('height'),
    seriesNameLevel: () => 0,
    ...lookProperties<Chart>(
      '',
      { style: 2, showAllFieldButtons: true, plotVisibleOnly: true, displayBlanksAs: 'NotPlotted' },
      look,
      changed,
    ),
  },
  objects: {
    title: each => title.of(each),
    legend: each => legend.of(each),
    axes: each => axes.of(each),
    dataLabels: each => dataLabels.of(each),
    format: each => areaFormat.of(each),
    series: each => seriesCollection.of(each),
    worksheet: each => worksheetOf(each.sheet),
  },
  methods: {
    setPosition,
    setData: (each: Chart, _seat: Seat, source: Area, seriesBy: Chart['seriesBy'] = 'Auto') => {
      Object.assign(each, { source, seriesBy, series: seriesOf(source, seriesBy) })
      changed(each)
    },
    activate: (each: Chart, seat: Seat) => seat.activate(each.sheet),
    delete: (each: Chart) => {
      each.sheet.charts = each.sheet.charts.filter(other => other !== each)
      each.sheet.workbook.happened({ kind: 'chartDeleted', sheet: each.sheet, chart: each })
    },
  },
})

/** The charts of a sheet. */
export const charts: Kind<Sheet> = collection<Sheet, Chart>('ChartCollection', {
  item: () => chart,
  items: sheet => sheet.charts,
  find: (sheet, key: string) => sheet.charts.find(each => each.id === key || each.name.toLowerCase() === key.toLowerCase()),
  eventTarget: sheet => sheet.id,
  events: {
    Added: EventType.chartAdded,
    Deleted: EventType.chartDeleted,
    Activated: EventType.chartActivated,
    Deactivated: EventType.chartDeactivated,
  },
  methods: {
    add: (sheet: Sheet, _seat: Seat, type: string, source: Area, seriesBy: Chart['seriesBy'] = 'Auto') => {
      const made: Chart = {
        id: sheet.workbook.nextId(),
        name: `Chart ${sheet.charts.length + 1}`,
        chartType: type,
        sheet,
        source: areaOf(source.sheet, source),
        seriesBy,
        series: seriesOf(source, seriesBy),
        left: 0,
        top: 0,
        width: 360,
        height: 216,
        anchor: null,
        look: {},
      }
      sheet.charts.push(made)
      sheet.workbook.happened({ kind: 'chartAdded', sheet, chart: made })
      return chart.of(made)
    },
  },
})
