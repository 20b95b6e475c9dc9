import { Declined, invalidArgument, notFound } from '../model/declined.js'
import type { Seat } from '../seat.js'
import type { Handle } from './kind.js'
import { isHandle } from './kind.js'
import { assign, call, identity, memberName, missing, read } from './member.js'
import { query } from './query.js'
import type { Action, Arguments, ObjectPath, Request, Response } from './request.js'
import { ActionType, PathType } from './request.js'

/** Carries out what one `context.sync()` asks. What succeeded before an error stays done, as in Excel. */
export async function processQuery(seat: Seat, request: Request): Promise<Response> {
  const release = seat.workbook.hold()
  const batch = new Batch(seat, request)
  try {
    for (const [index, action] of request.Actions.entries()) {
      try {
        if (batch.reads(action)) await seat.workbook.engine?.settled()
        seat.workbook.batch(seat.name, () => batch.perform(action))
      } catch (error) {
        return { ...batch.response, Error: { ...described(error, seat), Location: batch.location(action), ActionIndex: index } }
      }
    }
    return batch.response
  } finally {
    release()
  }
}

function described(error: unknown, seat: Seat) {
  if (error instanceof Declined) return { Code: error.code, Message: error.message, HttpStatusCode: error.status }
  seat.report(error)
  const text = error instanceof Error ? error.message : String(error)
  return { Code: 'GeneralException', Message: `There was an internal error while processing the request. ${text}`, HttpStatusCode: 500 }
}

/** Ranges that are found by what cells hold. */
const LOOKS_AT_CELLS = /^(Find|GetSpill|GetUsedRange|GetSurroundingRegion|GetRangeEdge|GetExtendedRange)/

class Batch {
  readonly response: Response = { Results: [], TraceIds: [] }
  private readonly resolved = new Map<number, Handle | null>()
  private readonly kept: Set<number>

  constructor(
    private readonly seat: Seat,
    private readonly request: Request,
  ) {
    const keeps = request.Actions.filter(action => action.ActionType === ActionType.Method && action.Name === '_KeepReference')
    this.kept = new Set(keeps.map(action => action.ObjectPathId))
  }

  /** Whether formulas must have their values first. The library's own methods, which begin with _, look at no cell. */
  reads({ ActionType: type, Name: name, ObjectPathId: pathId }: Action): boolean {
    if (type === ActionType.Instantiate)
      return LOOKS_AT_CELLS.test((this.request.ObjectPaths[pathId] as ObjectPath | undefined)?.Name ?? '')
    if (type === ActionType.Method && name.startsWith('_')) return false
    return type === ActionType.Query || type === ActionType.QueryAsJson || type === ActionType.Method
  }

  perform(action: Action): void {
    switch (action.ActionType) {
      case ActionType.Instantiate:
        return this.answer(action, this.instance(action.ObjectPathId))
      case ActionType.Query:
      case ActionType.QueryAsJson: {
        const handle = this.resolve(action.ObjectPathId)
        return this.answer(action, handle && query(handle, this.seat, action.QueryInfo ?? {}))
      }
      case ActionType.Method:
        return this.invoke(action)
      case ActionType.SetProperty:
        return assign(this.object(action.ObjectPathId), this.seat, action.Name, this.given(action.ArgumentInfo)[0])
      case ActionType.Trace:
        this.response.TraceIds.push(action.Id)
        return this.answer(action, null)
      case ActionType.EnsureUnchanged:
        return
      case ActionType.Update: {
        const handle = this.object(action.ObjectPathId)
        for (const [name, value] of Object.entries(action.ObjectState ?? {})) assign(handle, this.seat, name, value)
        return
      }
      default:
        throw new Declined('NotImplemented', `This stand-in for Excel does not implement actions of type ${action.ActionType}.`, 501)
    }
  }

  /** The class and member that an error is about, as `debugInfo.errorLocation` shows it. */
  location(action: Action): string {
    const path = this.request.ObjectPaths[action.ObjectPathId] as ObjectPath | undefined
    const makes = action.ActionType === ActionType.Instantiate
    const owner = this.resolved.get((makes ? path?.ParentObjectPathId : action.ObjectPathId) ?? -1)
    const member = makes ? path?.Name || 'getItem' : action.Name || 'load'
    return `${owner?.kind.name ?? 'Object'}.${memberName(member)}`
  }

  private answer(action: Action, value: unknown): void {
    this.response.Results.push({ ActionId: action.Id, Value: value ?? null })
  }

  private instance(pathId: number): unknown {
    const handle = this.resolve(pathId)
    if (!handle) return null
    const reference = this.kept.has(pathId) ? { _ReferenceId: this.seat.references.keep(handle) } : {}
    return { ...identity(handle, this.seat), ...reference }
  }

  private invoke(action: Action): void {
    if (action.Name === '_RemoveReference') return this.seat.references.remove(String(action.ArgumentInfo?.Arguments?.[0]))
    const handle = this.resolve(action.ObjectPathId)
    if (action.Name === '_KeepReference') {
      if (handle) this.seat.references.keep(handle)
      return
    }
    // What is asked of a null object is done to nothing: samples delete what may not be there by `getItemOrNullObject(…).delete()`.
    if (!handle) return this.answer(action, null)
    const result = call(handle, this.seat, action.Name, this.parameters(action.ArgumentInfo))
    this.answer(action, isHandle(result) ? identity(result, this.seat) : result)
  }

  /** The object of a path; declines when it is a null object. */
  private object(pathId: number): Handle {
    const handle = this.resolve(pathId)
    if (!handle) throw notFound()
    return handle
  }

  private resolve(pathId: number): Handle | null {
    const known = this.resolved.get(pathId)
    if (known !== undefined) return known
    const path = this.request.ObjectPaths[pathId] as ObjectPath | undefined
    if (!path) throw invalidArgument(`The request names an object path ${pathId} that it does not describe.`)
    const handle = this.follow(path)
    this.resolved.set(pathId, handle)
    return handle
  }

  private follow(path: ObjectPath): Handle | null {
    const { seat } = this
    switch (path.ObjectPathType) {
      case PathType.Global:
        return seat.root
      case PathType.NewObject:
        return seat.service(path.Name) ?? fail(missing('new', path.Name))
      case PathType.Reference:
        return (
          seat.references.get(path.Name) ?? fail(new Declined('InvalidReference', 'This reference is not valid for the current operation.'))
        )
      case PathType.Null:
        return null
      default: {
        const parent = path.ParentObjectPathId ? this.resolve(path.ParentObjectPathId) : seat.root
        if (!parent) return null
        const result =
          path.ObjectPathType === PathType.Property
            ? read(parent, seat, path.Name)
            : call(parent, seat, path.ObjectPathType === PathType.Indexer ? 'getItem' : path.Name, this.parameters(path.ArgumentInfo))
        return isHandle(result) ? result : null
      }
    }
  }

  /** Arguments of a method. What the author left out arrives as null between others, so null is nothing given. */
  private parameters(info: Arguments | undefined): unknown[] {
    return this.given(info).map(each => each ?? undefined)
  }

  /** Arguments as plain values; objects of the client become what they stand for in the workbook. */
  private given({ Arguments: values = [], ReferencedObjectPathIds: references }: Arguments = {}): unknown[] {
    return values.map((value, index) => this.argument(value, references?.[index]))
  }

  private argument(value: unknown, reference: number | number[] | undefined): unknown {
    if (typeof reference === 'number' && reference) return this.resolve(reference)?.target ?? null
    // A big array of cell values holds no objects: it is taken as it is.
    if (Array.isArray(value)) return Array.isArray(reference) ? value.map((each, i) => this.argument(each, reference[i])) : value
    if (typeof value !== 'object' || value === null) return value
    if ('_ObjectPathId' in value) return this.resolve(Number(value._ObjectPathId))?.target ?? null
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, this.argument(each, undefined)]))
  }
}

function fail(error: Error): never {
  throw error
}
