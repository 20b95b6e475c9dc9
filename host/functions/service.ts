import { kind } from '../richapi/kind.js'
import type { Seat } from '../seat.js'
import type { FunctionCalls } from './calls.js'

type ResultRow = [id: number, succeeded: boolean, value: unknown, code?: number]

/** The object through which the client library sends results of custom functions. The promise ends when it is ready for calls. */
export function connectFunctions(seat: Seat, calls: FunctionCalls): Promise<void> {
  let ready: () => void
  const waiting = new Promise<void>(resolve => {
    ready = resolve
  })
  const service = kind<FunctionCalls>('CustomFunctions', {
    methods: {
      _SetOsfControlContainerReadyForCustomFunctions: () => ready(),
      _GetEnabledFeatures: () => [1, 2, 3, 4],
      setInvocationArrayResults: (_calls: FunctionCalls, _seat: Seat, rows: ResultRow[]) => calls.take(rows),
      setInvocationResults: (
        _calls: FunctionCalls,
        _seat: Seat,
        results: { id: number; failed?: boolean; value: unknown; errorCode?: number }[],
      ) => calls.take(results.map(({ id, failed, value, errorCode }) => [id, !failed, value, errorCode])),
    },
  })
  for (const name of ['Microsoft.ExcelServices.CustomFunctions', 'Microsoft.Office.CustomFunctions'])
    seat.services.set(name, service.of(calls))
  return waiting
}
