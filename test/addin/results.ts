// The add-in as it is, with the results that its commands tell the pane.
export * from '../../addin/main.js'
export { explanation } from '../../addin/commands/explain.js'
export { askChange, change, knownMoments } from '../../addin/commands/why-changed.js'
export { insertFormula } from '../../addin/commands/insert-function.js'
