/** The add-in with what the pages of adoption carry out, as its pane has it. */
export * from '../../../addin/main.js'
export * from '../../../addin/commands/adoption.js'
export * from '../../../addin/commands/take-in.js'
export { meantAgain, meantRange } from '../../../addin/workbook/adoption-range.js'
export * from '../../../addin/commands/cut-over.js'
export * from '../../../addin/commands/replace-results.js'
export { adoptionRange } from '../../../addin/workbook/adoption-range.js'
export { keptActs } from '../../../addin/workbook/replacing.js'
