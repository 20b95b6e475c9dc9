import type { Style } from '../../model/cell.js'
import type { Table } from '../../model/table.js'

/** The accents of the standard theme; styles of tables go through them in turn, the first being grey. */
const ACCENTS = ['#595959', '#4472C4', '#ED7D31', '#7F7F7F', '#BF9000', '#5B9BD5', '#70AD47']
const BANDS = ['#F2F2F2', '#D9E2F3', '#FBE4D5', '#EDEDED', '#FFF2CC', '#DEEAF6', '#E2EFD9']

/** The look that a table's style gives to one of its cells; drawn under what the cell itself has. */
export function tableLook(table: Table): (row: number, column: number) => Style | undefined {
  const named = /^TableStyle(Light|Medium|Dark)(\d+)$/.exec(table.style)
  if (!named) return () => undefined
  const hue = (Number(named[2]) - 1) % ACCENTS.length
  const [accent, band] = [ACCENTS[hue], BANDS[hue]]
  const light = named[1] === 'Light'
  const line: Style = { 'borders/EdgeBottom/style': 'Continuous', 'borders/EdgeBottom/color': accent }
  const header: Style = light
    ? { 'font/bold': true, 'font/color': accent, ...line }
    : { 'font/bold': true, 'font/color': '#FFFFFF', 'fill/color': accent }
  const totals: Style = { 'font/bold': true, 'borders/EdgeTop/style': 'Double', 'borders/EdgeTop/color': accent }
  const plain: Style = light ? {} : line
  const banded: Style = { ...plain, 'fill/color': band }
  const { area } = table
  return (row, column) => {
    if (table.showHeaders && row === area.row) return header
    if (table.showTotals && row === area.row + area.rows - 1) return totals
    const strong =
      (table.highlightFirstColumn && column === area.column) || (table.highlightLastColumn && column === area.column + area.columns - 1)
    const rowBand = table.showBandedRows && (row - area.row - (table.showHeaders ? 1 : 0)) % 2 === 0
    const columnBand = table.showBandedColumns && (column - area.column) % 2 === 0
    const look = rowBand || columnBand ? banded : plain
    return strong ? { ...look, 'font/bold': true } : look
  }
}
