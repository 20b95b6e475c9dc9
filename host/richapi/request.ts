/** What one `context.sync()` sends, as the client library writes it. */
export interface Request {
  Actions: Action[]
  ObjectPaths: Record<string, ObjectPath>
}

export interface Arguments {
  Arguments?: unknown[]
  /** Which arguments are objects: the ids of their paths, 0 for plain values. */
  ReferencedObjectPathIds?: (number | number[])[]
}

export const ActionType = {
  Instantiate: 1,
  Query: 2,
  Method: 3,
  SetProperty: 4,
  Trace: 5,
  RecursiveQuery: 6,
  QueryAsJson: 7,
  EnsureUnchanged: 8,
  Update: 9,
} as const

export interface Action {
  Id: number
  ActionType: number
  Name: string
  ObjectPathId: number
  ArgumentInfo?: Arguments
  QueryInfo?: QueryInfo
  ObjectState?: Record<string, unknown>
}

export interface QueryInfo {
  Select?: string[]
  Expand?: string[]
  Skip?: number
  Top?: number
}

export const PathType = { Global: 1, NewObject: 2, Method: 3, Property: 4, Indexer: 5, Reference: 6, Null: 7 } as const

export interface ObjectPath {
  Id: number
  ObjectPathType: number
  Name: string
  ParentObjectPathId?: number
  ArgumentInfo?: Arguments
}

export interface Response {
  Results: { ActionId: number; Value: unknown }[]
  TraceIds: number[]
  Error?: { Code: string; Message: string; Location: string; ActionIndex: number; HttpStatusCode: number }
}
