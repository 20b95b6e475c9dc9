// The add-in as it is, with the results that its commands tell the pane.
export * from '../../addin/main.js'
export { explanation } from '../../addin/commands/explain.js'
export { askChange, change, changeSheet, knownMoments } from '../../addin/commands/why-changed.js'
export { insertFormula } from '../../addin/commands/insert-function.js'
export { health, repair } from '../../addin/commands/health-check.js'
export { onSelection } from '../../addin/workbook/selection.js'
