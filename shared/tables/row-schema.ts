import * as z from 'zod'

/** The most sets of columns of one table that a schema is kept for. */
const MOST = 100

const kept = new WeakMap<z.ZodObject, Map<string, z.ZodType>>()

/**
 * A schema that reads a row as the whole one of its table does. The rows of a file fill the same few of a table's many columns, and
 * to look at all the empty ones costs more than to read the others: a schema of just those in use is made once.
 */
export function rowSchema<Row>(whole: z.ZodType<Row>, row: Readonly<Record<string, unknown>>): z.ZodType<Row> {
  if (!(whole instanceof z.ZodObject)) return whole
  let schemas = kept.get(whole)
  if (!schemas) kept.set(whole, (schemas = new Map<string, z.ZodType>()))
  const columns = Object.keys(row).join('\u0000')
  let schema = schemas.get(columns)
  if (!schema && schemas.size < MOST) schemas.set(columns, (schema = narrowed(whole, row)))
  return (schema ?? whole) as z.ZodType<Row>
}

/** The schema without the optional columns that a row leaves out; the whole one where it has columns that no row may have. */
function narrowed(whole: z.ZodObject, row: Readonly<Record<string, unknown>>): z.ZodType {
  const { shape } = whole
  if (whole.def.checks?.length || Object.keys(row).some(name => !Object.hasOwn(shape, name))) return whole
  const used = Object.keys(shape).filter(name => Object.hasOwn(row, name) || !(shape[name] instanceof z.ZodOptional))
  return whole.pick(Object.fromEntries(used.map(name => [name, true])) as never)
}
