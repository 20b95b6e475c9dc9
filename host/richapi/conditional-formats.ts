import { intersection, rectangle } from '../model/address.js'
import type { ConditionalFormat } from '../model/conditional-format.js'
import type { Area, Sheet } from '../model/sheet.js'
import { areaOf } from '../model/sheet.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'
import { lookKind } from './look.js'
import { rangeAreasOf, rangeOf } from './reach.js'

interface Placed {
  sheet: Sheet
  format: ConditionalFormat
}

const changed = ({ sheet }: Placed) => sheet.workbook.happened({ kind: 'appearance', sheet })
const look = ({ format }: Placed) => format

const font = lookKind<Placed>(
  'ConditionalRangeFont',
  'font/',
  { bold: null, italic: null, color: '', strikethrough: null, underline: 'None' },
  look,
  changed,
)
const fill = lookKind<Placed>('ConditionalRangeFill', 'fill/', { color: '' }, look, changed)
const format = kind<Placed>('ConditionalRangeFormat', {
  properties: {
    numberFormat: {
      get: placed => placed.format.look.numberFormat ?? null,
      set: (placed, value: string) => {
        placed.format.look.numberFormat = value
        changed(placed)
      },
    },
  },
  objects: { font: placed => font.of(placed), fill: placed => fill.of(placed) },
})

const ruleField = (path: string, standard: unknown = null): Property<Placed> => ({
  get: placed => placed.format.rules[path] ?? standard,
  set: (placed, value: unknown) => {
    placed.format.rules[path] = value
    changed(placed)
  },
})

const customRule = kind<Placed>('ConditionalFormatRule', {
  properties: {
    formula: ruleField('custom/rule/formula', ''),
    formulaLocal: ruleField('custom/rule/formula', ''),
    formulaR1C1: { ...ruleField('custom/rule/formulaR1C1', ''), heavy: true },
  },
})

/** The kinds of conditional formats: the property of Office.js, its class, and its own fields besides `format`. */
const KINDS: Record<string, { type: string; name: string; fields: string[]; format: boolean }> = {
  cellValue: { type: 'CellValue', name: 'CellValueConditionalFormat', fields: ['rule'], format: true },
  textComparison: { type: 'ContainsText', name: 'TextConditionalFormat', fields: ['rule'], format: true },
  topBottom: { type: 'TopBottom', name: 'TopBottomConditionalFormat', fields: ['rule'], format: true },
  preset: { type: 'PresetCriteria', name: 'PresetCriteriaConditionalFormat', fields: ['rule'], format: true },
  colorScale: { type: 'ColorScale', name: 'ColorScaleConditionalFormat', fields: ['criteria', 'threeColorScale'], format: false },
  iconSet: {
    type: 'IconSet',
    name: 'IconSetConditionalFormat',
    fields: ['criteria', 'style', 'reverseIconOrder', 'showIconOnly'],
    format: false,
  },
  dataBar: {
    type: 'DataBar',
    name: 'DataBarConditionalFormat',
    fields: ['axisColor', 'axisFormat', 'barDirection', 'lowerBoundRule', 'upperBoundRule', 'showDataBarOnly'],
    format: false,
  },
}

const custom = kind<Placed>('CustomConditionalFormat', {
  objects: { rule: placed => customRule.of(placed), format: placed => format.of(placed) },
})

const kindsOf = Object.fromEntries(
  Object.entries(KINDS).map(([property, { name, fields, format: formatted }]) => [
    property,
    kind<Placed>(name, {
      properties: Object.fromEntries(fields.map(each => [each, ruleField(`${property}/${each}`)])),
      objects: formatted ? { format: placed => format.of(placed) } : {},
    }),
  ]),
)

/** The object of a type; null when the format is of another one. */
const ofType = (property: string) => (placed: Placed) => (placed.format.type === KINDS[property].type ? kindsOf[property].of(placed) : null)
const customOf = (placed: Placed) => (placed.format.type === 'Custom' ? custom.of(placed) : null)

const conditionalFormat: Kind<Placed> = kind<Placed>('ConditionalFormat', {
  properties: {
    id: placed => placed.format.id,
    type: placed => placed.format.type,
    stopIfTrue: {
      get: placed => placed.format.stopIfTrue,
      set: (placed, value: boolean) => {
        placed.format.stopIfTrue = value
        changed(placed)
      },
    },
    priority: {
      get: placed => placed.sheet.conditionalFormats.indexOf(placed.format),
      set: (placed, to: number) => {
        const list = placed.sheet.conditionalFormats
        list.splice(list.indexOf(placed.format), 1)
        list.splice(to, 0, placed.format)
        changed(placed)
      },
    },
  },
  objects: {
    custom: customOf,
    customOrNullObject: customOf,
    ...Object.fromEntries(
      Object.keys(KINDS).flatMap(each => [
        [each, ofType(each)],
        [`${each}OrNullObject`, ofType(each)],
      ]),
    ),
  },
  methods: {
    delete: (placed: Placed) => {
      placed.sheet.conditionalFormats = placed.sheet.conditionalFormats.filter(other => other !== placed.format)
      changed(placed)
    },
    getRange: ({ sheet, format: { areas } }: Placed) => (areas.length === 1 ? rangeOf(areaOf(sheet, areas[0])) : null),
    getRanges: ({ sheet, format: { areas } }: Placed) => rangeAreasOf(areas.map(area => areaOf(sheet, area))),
  },
})

type Areas = readonly Area[]

const within = (given: Areas): Placed[] =>
  given[0].sheet.conditionalFormats
    .filter(each => each.areas.some(other => given.some(area => intersection(other, area))))
    .map(each => ({ sheet: given[0].sheet, format: each }))

/** The conditional formats of ranges of one sheet; the newest comes first. */
export const conditionalFormats: Kind<Areas> = collection<Areas, Placed>('ConditionalFormatCollection', {
  item: () => conditionalFormat,
  items: within,
  find: (areas, id: string) => within(areas).find(placed => placed.format.id === id),
  methods: {
    add: (areas: Areas, _seat: unknown, type: string) => {
      const { sheet } = areas[0]
      const made: ConditionalFormat = {
        id: sheet.workbook.nextId(),
        type,
        areas: areas.map(rectangle),
        stopIfTrue: false,
        rules: {},
        look: {},
      }
      sheet.conditionalFormats.unshift(made)
      sheet.workbook.happened({ kind: 'appearance', sheet })
      return conditionalFormat.of({ sheet, format: made })
    },
    clearAll: (areas: Areas) => {
      const { sheet } = areas[0]
      const gone = new Set(within(areas).map(placed => placed.format))
      sheet.conditionalFormats = sheet.conditionalFormats.filter(each => !gone.has(each))
      sheet.workbook.happened({ kind: 'appearance', sheet })
    },
  },
})
