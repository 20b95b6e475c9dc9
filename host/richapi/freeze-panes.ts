import { notFound } from '../model/declined.js'
import type { Area, Sheet } from '../model/sheet.js'
import { wholeSheet } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import { kind } from './kind.js'
import { given } from './range-address.js'
import { range } from './range.js'

function freeze(sheet: Sheet, frozen: Sheet['frozen']): void {
  sheet.frozen = frozen
  sheet.workbook.happened({ kind: 'appearance', sheet })
}

/** Rows and columns of a sheet that do not scroll. */
export const freezePanes = kind<Sheet>('WorksheetFreezePanes', {
  methods: {
    freezeRows: (sheet: Sheet, _seat: Seat, count = 1) => freeze(sheet, { rows: count, columns: 0 }),
    freezeColumns: (sheet: Sheet, _seat: Seat, count = 1) => freeze(sheet, { rows: 0, columns: count }),
    freezeAt: (sheet: Sheet, _seat: Seat, at: Area | string) => {
      const { row, rows, column, columns } = given(sheet, at)
      freeze(sheet, { rows: row + rows, columns: column + columns })
    },
    unfreeze: (sheet: Sheet) => freeze(sheet, null),
    getLocation: (sheet: Sheet) => {
      if (!sheet.frozen) throw notFound()
      return range.of(frozenArea(sheet, sheet.frozen))
    },
  },
})

function frozenArea(sheet: Sheet, { rows, columns }: NonNullable<Sheet['frozen']>): Area {
  const whole = wholeSheet(sheet)
  return { ...whole, rows: rows || whole.rows, columns: columns || whole.columns }
}
