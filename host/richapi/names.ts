import { formatRectangle, quoteSheet } from '../model/address.js'
import { alreadyExists, invalidArgument, notFound } from '../model/declined.js'
import type { Name } from '../model/name.js'
import { nameAllowed } from '../model/name.js'
import { values } from '../model/read.js'
import type { Area, Sheet } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import type { Kind } from './kind.js'
import { collection, kind } from './kind.js'
import { areaOfFormula } from './range-address.js'
import { range } from './range.js'
import { worksheetOf } from './reach.js'

interface Scope {
  workbook: Workbook
  sheet?: Sheet
}

interface Owned {
  workbook: Workbook
  name: Name
}

const listOf = ({ workbook, sheet }: Scope) => sheet?.names ?? workbook.names

/** The plain value of a name that stands for a constant. */
function constant(formula: string): string | number | boolean {
  const text = formula.slice(1)
  if (/^".*"$/s.test(text)) return text.slice(1, -1).replaceAll('""', '"')
  if (/^(true|false)$/i.test(text)) return text.toLowerCase() === 'true'
  return text !== '' && !Number.isNaN(Number(text)) ? Number(text) : formula
}

const areaOf = ({ workbook, name }: Owned) => areaOfFormula(workbook, name.formula)

function typeOf(owned: Owned): string {
  if (areaOf(owned)) return 'Range'
  const value = constant(owned.name.formula)
  if (typeof value === 'number') return Number.isInteger(value) ? 'Integer' : 'Double'
  return typeof value === 'boolean' ? 'Boolean' : 'String'
}

function valueOf(owned: Owned): unknown {
  return areaOf(owned) ? owned.name.formula.slice(1) : constant(owned.name.formula)
}

const arrayValues = kind<Owned>('NamedItemArrayValues', {
  properties: {
    values: owned => {
      const area = areaOf(owned)
      return area ? values(area) : [[valueOf(owned)]]
    },
    types: owned => [[typeOf(owned)]],
  },
})

const namedItem: Kind<Owned> = kind<Owned>('NamedItem', {
  properties: {
    id: ({ name }) => name.name,
    name: ({ name }) => name.name,
    formula: {
      get: ({ name }) => name.formula,
      set: ({ workbook, name }, formula: string) => {
        name.formula = formula.startsWith('=') ? formula : `=${formula}`
        workbook.engine?.redefined()
      },
    },
    comment: { get: ({ name }) => name.comment, set: ({ name }, comment: string) => void (name.comment = comment) },
    visible: { get: ({ name }) => name.visible, set: ({ name }, visible: boolean) => void (name.visible = visible) },
    scope: ({ name }) => (name.sheet ? 'Worksheet' : 'Workbook'),
    type: typeOf,
    value: valueOf,
  },
  objects: {
    arrayValues: owned => arrayValues.of(owned),
    worksheet: ({ name }) => {
      if (!name.sheet) throw invalidArgument('The name belongs to the workbook, not to a sheet.')
      return worksheetOf(name.sheet)
    },
    worksheetOrNullObject: ({ name }) => name.sheet && worksheetOf(name.sheet),
  },
  methods: {
    getRange: (owned: Owned) => {
      const area = areaOf(owned)
      if (!area) throw notFound()
      return range.of(area)
    },
    delete: ({ workbook, name }: Owned) => {
      if (name.sheet) name.sheet.names = name.sheet.names.filter(other => other !== name)
      else workbook.names = workbook.names.filter(other => other !== name)
      workbook.engine?.redefined()
    },
  },
})

function add(scope: Scope, name: string, formula: string, comment: string) {
  if (!nameAllowed(name)) throw invalidArgument('A name starts with a letter or _, has no spaces, and is not like a cell reference.')
  const taken = listOf(scope).some(other => other.name.toLowerCase() === name.toLowerCase())
  if (taken || scope.workbook.tables.some(table => table.name.toLowerCase() === name.toLowerCase())) throw alreadyExists()
  const made: Name = { name, formula, comment, visible: true, sheet: scope.sheet ?? null }
  listOf(scope).push(made)
  scope.workbook.engine?.redefined()
  return namedItem.of({ workbook: scope.workbook, name: made })
}

function formulaOf(reference: Area | string | number | boolean): string {
  if (typeof reference === 'object') return `=${quoteSheet(reference.sheet.name)}!${formatRectangle(reference, '$')}`
  if (typeof reference !== 'string') return `=${String(reference).toUpperCase()}`
  return reference.startsWith('=') ? reference : `="${reference.replaceAll('"', '""')}"`
}

/** The names of the workbook or of a sheet. */
export const names: Kind<Scope> = collection<Scope, Owned>('NamedItemCollection', {
  item: () => namedItem,
  items: scope => listOf(scope).map(name => ({ workbook: scope.workbook, name })),
  find: (scope, key: string) => {
    const name = listOf(scope).find(each => each.name.toLowerCase() === key.toLowerCase())
    return name && { workbook: scope.workbook, name }
  },
  methods: {
    add: (scope: Scope, _seat: Seat, name: string, reference: Area | string | number | boolean, comment = '') =>
      add(scope, name, formulaOf(reference), comment),
    addFormulaLocal: (scope: Scope, _seat: Seat, name: string, formula: string, comment = '') => add(scope, name, formula, comment),
  },
})
