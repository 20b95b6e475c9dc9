import type { Desk } from '../desk/desk.js'

/** What a button of the ribbon, an entry of a menu or the pane does. Ends when it is done; a refusal is shown on the board. */
export type Command = (desk: Desk) => Promise<void>
