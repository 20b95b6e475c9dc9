import { newWorkbook } from '../model/sheets.js'
import { Seat } from '../seat.js'
import { Grid } from './grid/grid.js'

const seat = new Seat(newWorkbook(), 'seat-1', 'en-US')
document.body.innerHTML = '<div id="grid"></div>'
const grid = new Grid(document.querySelector('#grid')!, seat, message => console.log('notice', message))
Object.assign(window, { seat, grid })
