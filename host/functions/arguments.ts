import type { Value } from '../model/cell.js'
import { isError } from '../model/cell.js'
import { entered } from '../model/entry.js'
import type { FunctionDefinition, Parameter } from './metadata.js'

/** One argument as a formula gives it: a value, an array of values, or nothing; empty cells are null. */
export interface Argument {
  value: Value | null | (Value | null)[][]
  /** The range it came from, with its sheet; nothing for a value that the formula itself holds. */
  address?(): string
}

/** What a call would be made with, or the error that the cell shows instead. */
export type Prepared = { values: unknown[]; addresses: (string | null)[] } | { error: string }

/** Brings arguments into the shape and the types that the metadata promises; `#VALUE!` before the call when one does not fit. */
export function prepared({ parameters, options, takesErrors = false }: FunctionDefinition, given: readonly Argument[]): Prepared {
  const last = parameters.at(-1)
  const fixed = last?.repeating ? parameters.length - 1 : parameters.length
  if ((given.length > fixed && !last?.repeating) || given.length > MOST) return { error: '#VALUE!' }
  const values: unknown[] = []
  for (let at = 0; at < fixed; at++) {
    if (at >= given.length && !parameters[at].optional) return { error: '#VALUE!' }
    const fitted = fit(parameters[at], given[at], takesErrors)
    if ('error' in fitted) return fitted
    values.push(fitted.value)
  }
  if (last?.repeating) {
    const rest = given.slice(fixed).map(argument => fit(last, argument, takesErrors))
    const failed = rest.find(each => 'error' in each)
    if (failed) return failed
    values.push(rest.map(each => ('value' in each ? each.value : null)))
  }
  return { values, addresses: options?.requiresParameterAddresses ? given.map(argument => argument.address?.() ?? null) : NONE }
}

/** Arguments of one call (Excel specifications and limits). */
const MOST = 255

const NONE: (string | null)[] = []

type Fitted = { value: unknown } | { error: string }

function fit({ type, dimensionality, optional }: Parameter, argument: Argument | undefined, takesErrors: boolean): Fitted {
  if (!argument || (argument.value === null && argument.address === undefined)) return optional ? { value: null } : typed(type, null, false)
  const { value } = argument
  if (dimensionality === 'matrix') return matrix(type, Array.isArray(value) ? value : [[value]], takesErrors)
  if (!Array.isArray(value)) return typed(type, value, takesErrors)
  const one = value.length === 1 && value[0].length === 1
  return one ? typed(type, value[0][0], takesErrors) : { error: '#VALUE!' }
}

function matrix(type: string | undefined, rows: readonly (readonly (Value | null)[])[], takesErrors: boolean): Fitted {
  const fitted: unknown[][] = []
  for (const row of rows) {
    const line: unknown[] = []
    for (const value of row) {
      // An empty cell of a range of any type arrives as an empty text.
      const each = value === null && (type ?? 'any') === 'any' ? { value: '' } : typed(type, value, takesErrors)
      if ('error' in each) return each
      line.push(each.value)
    }
    fitted.push(line)
  }
  return { value: fitted }
}

function typed(type: string | undefined, value: Value | null, takesErrors: boolean): Fitted {
  if (typeof value === 'string' && isError(value))
    return takesErrors && (type ?? 'any') === 'any' && !UNDER_WAY.has(value)
      ? { value: { type: 'CustomFunctionError', code: value } }
      : { error: value }
  switch (type) {
    case 'number':
      return number(value)
    case 'string':
      return { value: value === null ? '' : typeof value === 'boolean' ? String(value).toUpperCase() : String(value) }
    case 'boolean':
      return boolean(value)
    default:
      return { value: value ?? 0 }
  }
}

/** Not errors to be handled, but values that are to come. */
const UNDER_WAY = new Set(['#BUSY!', '#GETTING_DATA'])

function number(value: Value | null): Fitted {
  if (typeof value === 'number') return { value }
  if (value === null) return { value: 0 }
  if (typeof value === 'boolean') return { value: value ? 1 : 0 }
  const read = entered(value).value
  return typeof read === 'number' ? { value: read } : { error: '#VALUE!' }
}

function boolean(value: Value | null): Fitted {
  if (typeof value === 'boolean') return { value }
  if (typeof value === 'number' || value === null) return { value: Boolean(value) }
  return /^(true|false)$/i.test(value) ? { value: value.toLowerCase() === 'true' } : { error: '#VALUE!' }
}
