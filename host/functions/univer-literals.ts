import type * as Formula from '@univerjs/engine-formula'

type Read = typeof Formula.ValueObjectFactory.create
type Reads = Pick<Formula.BaseFunction, 'isArgumentsIgnoreNumberPattern'>

const taught = new WeakSet<object>()

/**
 * Lets texts in formulas be texts, as in Excel: Univer reads "1-30" as a day and "50%" as a number where they stand as arguments, and
 * cuts the texts of `{"a,b"}` at commas.
 */
export function keepTexts(formula: typeof Formula): void {
  if (taught.has(formula.BaseFunction)) return
  taught.add(formula.BaseFunction)
  const base: Reads = formula.BaseFunction.prototype
  base.isArgumentsIgnoreNumberPattern = () => true
  // These are given no texts but such as stand for a number, and not all of them read them on their own.
  for (const [kind] of [...formula.functionDate, ...formula.functionFinancial]) {
    const own = (kind as unknown as { prototype: Reads }).prototype
    if (!Object.hasOwn(own, 'isArgumentsIgnoreNumberPattern')) own.isArgumentsIgnoreNumberPattern = () => false
  }
  const factory = formula.ValueObjectFactory
  const read = factory.create.bind(factory)
  factory.create = (raw, ignorePattern) => {
    const constant = typeof raw === 'string' ? ARRAY.exec(raw.trim())?.[1] : undefined
    return constant === undefined ? read(raw, ignorePattern) : array(formula, constant, read)
  }
}

const ARRAY = /^\{((?:[^"{}]|"(?:[^"]|"")*")+)\}$/
const ENTRY = /\s*("(?:[^"]|"")*"|[^",;]*)\s*([,;]|$)/y

function array(formula: typeof Formula, constant: string, read: Read): Formula.BaseValueObject {
  const rows: Formula.BaseValueObject[][] = [[]]
  ENTRY.lastIndex = 0
  for (let found = ENTRY.exec(constant); found; found = ENTRY.exec(constant)) {
    const [, entry, end] = found
    rows[rows.length - 1].push(
      entry.startsWith('"') ? formula.StringValueObject.create(entry.slice(1, -1).replaceAll('""', '"')) : read(entry.trim()),
    )
    if (end === '') break
    if (end === ';') rows.push([])
  }
  return new formula.ArrayValueObject({
    calculateValueList: rows,
    rowCount: rows.length,
    columnCount: Math.max(...rows.map(row => row.length)),
    unitId: '',
    sheetId: '',
    row: -1,
    column: -1,
  })
}
