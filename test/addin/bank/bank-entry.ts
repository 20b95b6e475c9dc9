/** The add-in with the commands for bank lines that take arguments, as its pane has them. */
export * from '../../../addin/main.js'
export * from '../../../addin/commands/bank.js'
export * from '../../../addin/commands/bank-marks.js'
export * from '../../../addin/commands/bank-sheet.js'
export { rowKey } from '../../../addin/commands/bank-rows.js'
