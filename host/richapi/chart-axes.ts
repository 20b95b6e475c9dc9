import type { Chart } from '../model/chart.js'
import type { Area } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import type { Kind } from './kind.js'
import { kind } from './kind.js'
import { lookKind, lookProperties } from './look.js'

const changed = (chart: Chart) => chart.sheet.workbook.happened({ kind: 'chartChanged', sheet: chart.sheet, chart })
const look = (chart: Chart) => chart

const AXIS = {
  visible: true,
  minimum: '',
  maximum: '',
  majorUnit: '',
  minorUnit: '',
  numberFormat: 'General',
  displayUnit: 'None',
  showDisplayUnitLabel: true,
  scaleType: 'Linear',
  reversePlotOrder: false,
  categoryType: 'Automatic',
  tickLabelPosition: 'NextToAxis',
  tickLabelSpacing: '',
}

/** An axis, with its title and its gridlines. */
function axisKind(path: string): Kind<Chart> {
  const title = lookKind<Chart>('ChartAxisTitle', `${path}title/`, { text: '', visible: false }, look, changed, {
    methods: {
      setFormula: (chart: Chart, _seat: Seat, formula: string) => {
        chart.look[`${path}title/text`] = formula
        changed(chart)
      },
    },
  })
  const gridlines = (name: string, visible: boolean) => lookKind<Chart>('ChartGridlines', `${path}${name}/`, { visible }, look, changed)
  const [major, minor] = [gridlines('majorGridlines', path.includes('value')), gridlines('minorGridlines', false)]
  return kind<Chart>('ChartAxis', {
    properties: lookProperties(path, AXIS, look, changed),
    objects: { title: chart => title.of(chart), majorGridlines: chart => major.of(chart), minorGridlines: chart => minor.of(chart) },
    methods: {
      setCategoryNames: (chart: Chart, _seat: Seat, source: Area) => {
        for (const series of chart.series) series.categories = source
        changed(chart)
      },
    },
  })
}

const KINDS = { categoryAxis: axisKind('categoryAxis/'), valueAxis: axisKind('valueAxis/'), seriesAxis: axisKind('seriesAxis/') }
const secondary = { Category: axisKind('secondaryCategoryAxis/'), Value: axisKind('secondaryValueAxis/') }

/** The axes of a chart. */
export const axes: Kind<Chart> = kind<Chart>('ChartAxes', {
  objects: Object.fromEntries(Object.entries(KINDS).map(([name, axis]) => [name, (chart: Chart) => axis.of(chart)])),
  methods: {
    getItem: (chart: Chart, _seat: Seat, type: 'Category' | 'Value', group = 'Primary') =>
      (group === 'Primary' ? (type === 'Category' ? KINDS.categoryAxis : KINDS.valueAxis) : secondary[type]).of(chart),
  },
})
