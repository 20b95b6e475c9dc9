// The add-in as it is, with the results that its commands tell the pane.
export * from '../../addin/main.js'
export { explanation } from '../../addin/commands/explain.js'
