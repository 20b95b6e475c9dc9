import { COLUMNS, ROWS, formatRectangle } from '../model/address.js'
import { invalidArgument, notFound } from '../model/declined.js'
import type { Area, Sheet } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import type { Property } from './kind.js'
import { kind } from './kind.js'
import { areaAt, given } from './range-address.js'
import { range } from './range.js'

/** How a sheet is printed that nobody has set up; margins in points. */
const STANDARD: Record<string, unknown> = {
  blackAndWhite: false,
  bottomMargin: 54,
  centerHorizontally: false,
  centerVertically: false,
  draftMode: false,
  firstPageNumber: '',
  footerMargin: 21.6,
  headerMargin: 21.6,
  leftMargin: 50.4,
  orientation: 'Portrait',
  paperSize: 'A4',
  printComments: 'NoComments',
  printErrors: 'AsDisplayed',
  printGridlines: false,
  printHeadings: false,
  printOrder: 'DownThenOver',
  rightMargin: 50.4,
  topMargin: 54,
  zoom: { scale: 100 },
}

const TEXTS = ['leftHeader', 'centerHeader', 'rightHeader', 'leftFooter', 'centerFooter', 'rightFooter']

function change(sheet: Sheet, key: string, value: unknown): void {
  sheet.pageLayout[key] = value
  sheet.workbook.happened({ kind: 'appearance', sheet })
}

const stored = (key: string, standard: unknown): Property<Sheet> => ({
  get: sheet => sheet.pageLayout[key] ?? standard,
  set: (sheet, value: unknown) => change(sheet, key, value),
})

const headerFooter = kind<Sheet>('HeaderFooter', { properties: Object.fromEntries(TEXTS.map(key => [key, stored(key, '')])) })

const headersFooters = kind<Sheet>('HeaderFooterGroup', { objects: { defaultForAllPages: sheet => headerFooter.of(sheet) } })

/** Rows that are repeated on every page are whole rows; columns likewise. */
const setTitles = (key: string, whole: (area: Area) => boolean) => (sheet: Sheet, seat: Seat, area: Area | string) => {
  if (!whole(given(sheet, area))) throw invalidArgument()
  setArea(key)(sheet, seat, area)
}

/** Keeps an area as its address. */
const setArea = (key: string) => (sheet: Sheet, _seat: Seat, area: Area | string) => change(sheet, key, formatRectangle(given(sheet, area)))

const getArea = (key: string) => (sheet: Sheet) => {
  const address = sheet.pageLayout[key]
  if (typeof address !== 'string') throw notFound()
  return range.of(areaAt(sheet, address))
}

/** How a sheet is printed. */
export const pageLayout = kind<Sheet>('PageLayout', {
  properties: Object.fromEntries(Object.entries(STANDARD).map(([key, standard]) => [key, stored(key, standard)])),
  objects: { headersFooters: sheet => headersFooters.of(sheet) },
  methods: {
    setPrintArea: setArea('printArea'),
    getPrintArea: getArea('printArea'),
    setPrintTitleRows: setTitles('printTitleRows', area => area.columns === COLUMNS),
    getPrintTitleRows: getArea('printTitleRows'),
    setPrintTitleColumns: setTitles('printTitleColumns', area => area.rows === ROWS),
    getPrintTitleColumns: getArea('printTitleColumns'),
    setPrintMargins: (sheet: Sheet, _seat: Seat, _unit: string, margins: Record<string, number>) => {
      for (const [side, points] of Object.entries(margins)) change(sheet, `${side}Margin`, points)
    },
  },
})
