import { notFound } from '../model/declined.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import { comments } from './comments.js'
import { EventType } from './event-type.js'
import type { Kind } from './kind.js'
import { kind } from './kind.js'
import { names } from './names.js'
import { notes } from './notes.js'
import { workbookProtection } from './protections.js'
import { range } from './range.js'
import { rangeAreas } from './range-areas.js'
import { referencedRange } from './range-reference.js'
import { documentProperties, settings, xmlParts } from './stores.js'
import { styles } from './styles.js'
import { tables } from './tables.js'
import { worksheets } from './worksheet.js'

const application = kind<Workbook>('Application', {
  properties: {
    calculationMode: {
      get: workbook => workbook.calculationMode,
      set: (workbook, mode: Workbook['calculationMode']) => void (workbook.calculationMode = mode),
    },
    calculationState: () => 'Done',
    calculationEngineVersion: () => 191029,
    decimalSeparator: () => '.',
    thousandsSeparator: () => ',',
    useSystemSeparators: () => true,
  },
  methods: {
    calculate: (workbook: Workbook, seat: Seat, type: 'Recalculate' | 'Full' | 'FullRebuild') => {
      workbook.engine?.recalculate(type !== 'Recalculate').catch(seat.report)
    },
    suspendApiCalculationUntilNextSync: () => undefined,
    suspendScreenUpdatingUntilNextSync: () => undefined,
  },
})

const runtime = kind<Workbook>('Runtime', {
  properties: {
    enableEvents: { get: (_workbook, seat) => seat.events.enabled, set: (_workbook, on: boolean, seat) => void (seat.events.enabled = on) },
  },
})

function rangeOfEvent(workbook: Workbook, _seat: Seat, reference: string) {
  const area = referencedRange(workbook, reference)
  if (!area) throw notFound()
  return range.of(area)
}

/** The workbook: the root of every object path. */
export const workbookKind: Kind<Workbook> = kind<Workbook>('Workbook', {
  events: { Activated: EventType.workbookActivated },
  properties: {
    name: workbook => workbook.name,
    readOnly: () => false,
    isDirty: { get: () => false, set: () => undefined },
    autoSave: () => true,
    previouslySaved: () => true,
    calculationEngineVersion: () => 191029,
    usePrecisionAsDisplayed: () => false,
    chartDataPointTrack: () => true,
  },
  objects: {
    worksheets: workbook => worksheets.of(workbook),
    tables: workbook => tables.of({ workbook }),
    names: workbook => names.of({ workbook }),
    comments: workbook => comments.of({ workbook, kind: 'comment' }),
    notes: workbook => notes.of({ workbook, kind: 'note' }),
    settings: workbook => settings.of(workbook),
    customXmlParts: workbook => xmlParts.of({ workbook }),
    properties: workbook => documentProperties.of(workbook.properties),
    styles: workbook => styles.of(workbook),
    application: workbook => application.of(workbook),
    protection: workbook => workbookProtection.of(workbook),
    _Runtime: workbook => runtime.of(workbook),
  },
  methods: {
    getSelectedRange: (_workbook: Workbook, seat: Seat) => range.of(seat.selection),
    getSelectedRanges: (_workbook: Workbook, seat: Seat) => rangeAreas.of([seat.selection]),
    getActiveCell: (_workbook: Workbook, seat: Seat) => range.of({ ...seat.selection, rows: 1, columns: 1 }),
    save: () => undefined,
    _GetRangeForEventByReferenceId: rangeOfEvent,
    _GetRangeOrNullObjectForEventByReferenceId: (workbook: Workbook, _seat: Seat, reference: string) => {
      const area = referencedRange(workbook, reference)
      return area ? range.of(area) : null
    },
  },
})
