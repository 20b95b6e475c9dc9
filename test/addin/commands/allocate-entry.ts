/** The add-in with the commands that take arguments, as its pane has them. */
export * from '../../../addin/main.js'
export * from '../../../addin/commands/allocate.js'
