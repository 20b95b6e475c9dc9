import type { Comment } from '../model/comment.js'
import type { Area } from '../model/sheet.js'
import type { Seat } from '../seat.js'
import type { Scope } from './comments.js'
import { addComment, commentAt, commentField, location, remove, within } from './comments.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'

/** Points: a note that nobody has sized. */
const [WIDTH, HEIGHT] = [108, 59.25]

const size = (key: 'width' | 'height', standard: number): Property<Comment> => ({
  ...commentField(key),
  get: note => note[key] ?? standard,
})

const note: Kind<Comment> = kind<Comment>('Note', {
  properties: {
    authorName: each => each.author,
    content: commentField('content'),
    visible: commentField('visible'),
    width: size('width', WIDTH),
    height: size('height', HEIGHT),
  },
  methods: { getLocation: location, delete: remove },
})

/** The notes of the workbook or of a sheet, by the addresses of their cells. */
export const notes: Kind<Scope> = collection<Scope, Comment>('NoteCollection', {
  item: () => note,
  items: within,
  find: (scope, address: string, seat: Seat) => commentAt(scope, seat, address),
  methods: { add: (scope: Scope, seat: Seat, cell: Area | string, content: string) => note.of(addComment(scope, seat, cell, content)) },
})
