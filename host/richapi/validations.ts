import { covers, intersection, rectangle } from '../model/address.js'
import type { Area } from '../model/sheet.js'
import type { Validation } from '../model/validation.js'
import type { Property } from './kind.js'
import { kind } from './kind.js'

const of = (area: Area): Validation | undefined => area.sheet.validations.find(each => covers(each.area, area))

/** Gives an area its own validation, changed in one point. */
function change(area: Area, point: Partial<Validation>): void {
  const before = of(area) ?? { rule: {}, ignoreBlanks: true }
  remove(area)
  area.sheet.validations.push({ ...before, area: rectangle(area), ...point })
  area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
}

/** Takes validation away from an area; what reaches beyond it keeps the rest. */
function remove(area: Area): void {
  area.sheet.validations = area.sheet.validations.flatMap(each => {
    const hit = intersection(each.area, area)
    return hit ? around(each.area, hit).map(rest => ({ ...each, area: rest })) : [each]
  })
}

type Plain = ReturnType<typeof rectangle>

/** What is left of a rectangle around a hole in it. */
function around(whole: Plain, hole: Plain): Plain[] {
  const below = hole.row + hole.rows
  const after = hole.column + hole.columns
  return [
    { ...whole, rows: hole.row - whole.row },
    { ...whole, row: below, rows: whole.row + whole.rows - below },
    { ...hole, column: whole.column, columns: hole.column - whole.column },
    { ...hole, column: after, columns: whole.column + whole.columns - after },
  ].filter(rest => rest.rows > 0 && rest.columns > 0)
}

const point = (key: keyof Validation, standard: unknown): Property<Area> => ({
  get: area => of(area)?.[key] ?? standard,
  set: (area, value: unknown) => change(area, { [key]: value }),
})

const TYPES: Record<string, string> = {
  wholeNumber: 'WholeNumber',
  decimal: 'Decimal',
  list: 'List',
  date: 'Date',
  time: 'Time',
  textLength: 'TextLength',
  custom: 'Custom',
}

/** Data validation of a range. */
export const dataValidation = kind<Area>('DataValidation', {
  properties: {
    rule: point('rule', {}),
    errorAlert: point('errorAlert', { message: '', showAlert: true, style: 'Stop', title: '' }),
    prompt: point('prompt', { message: '', showPrompt: true, title: '' }),
    ignoreBlanks: point('ignoreBlanks', true),
    type: area => TYPES[Object.keys(of(area)?.rule ?? {})[0]] ?? 'None',
  },
  methods: {
    clear: (area: Area) => {
      remove(area)
      area.sheet.workbook.happened({ kind: 'appearance', sheet: area.sheet })
    },
  },
})
