import { alreadyExists, invalidArgument, notFound } from '../model/declined.js'
import type { Comment } from '../model/comment.js'
import type { Area, Sheet } from '../model/sheet.js'
import type { Workbook } from '../model/workbook.js'
import type { Seat } from '../seat.js'
import { EventType } from './event-type.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'
import { given } from './range-address.js'
import { range } from './range.js'

/** The comments or the notes of a workbook or of one sheet. */
export interface Scope {
  workbook: Workbook
  sheet?: Sheet
  kind: Comment['kind']
}

const changed = (comment: Comment) => comment.sheet.workbook.happened({ kind: 'commentChanged', comment })

/** A property of a comment that is a field of it. */
export const commentField = <Key extends keyof Comment>(key: Key): Property<Comment> => ({
  get: comment => comment[key],
  set: (comment, value: Comment[Key]) => {
    comment[key] = value
    changed(comment)
  },
})

export const location = ({ sheet, row, column }: Comment) => range.of({ sheet, row, column, rows: 1, columns: 1 })

export function remove(comment: Comment): void {
  const { workbook } = comment.sheet
  workbook.comments = workbook.comments.filter(other => other !== comment)
  workbook.happened({ kind: 'commentDeleted', comment })
}

type Reply = Comment['replies'][number]

interface Replied {
  comment: Comment
  reply: Reply
}

const reply: Kind<Replied> = kind<Replied>('CommentReply', {
  properties: {
    id: each => each.reply.id,
    content: {
      get: each => each.reply.content,
      set: (each, content: string) => {
        each.reply.content = content
        changed(each.comment)
      },
    },
    authorName: each => each.reply.author,
    authorEmail: () => '',
    creationDate: each => each.reply.created,
    contentType: () => 'Plain',
  },
  methods: {
    delete: ({ comment, reply: gone }: Replied) => {
      comment.replies = comment.replies.filter(each => each !== gone)
      changed(comment)
    },
  },
})

const replies = collection<Comment, Replied>('CommentReplyCollection', {
  item: () => reply,
  items: comment => comment.replies.map(each => ({ comment, reply: each })),
  find: (comment, id: string) => {
    const found = comment.replies.find(each => each.id === id)
    return found && { comment, reply: found }
  },
  methods: {
    add: (comment: Comment, seat: Seat, content: string) => {
      const made: Reply = { id: comment.sheet.workbook.nextId(), author: seat.name, content, created: new Date().toISOString() }
      comment.replies.push(made)
      changed(comment)
      return reply.of({ comment, reply: made })
    },
  },
})

const comment: Kind<Comment> = kind<Comment>('Comment', {
  properties: {
    id: each => each.id,
    content: commentField('content'),
    authorName: each => each.author,
    authorEmail: () => '',
    creationDate: each => each.created,
    contentType: () => 'Plain',
    resolved: commentField('resolved'),
  },
  objects: { replies: each => replies.of(each) },
  methods: { getLocation: location, delete: remove },
})

/** What a scope holds. */
export const within = ({ workbook, sheet, kind: wanted }: Scope): Comment[] =>
  workbook.comments.filter(each => each.kind === wanted && (!sheet || each.sheet === sheet))

/** The one cell of an argument; a comment or a note stands in no more than one. */
function cellOf(scope: Scope, seat: Seat, cell: Area | string): Area {
  const area = given(scope.sheet ?? seat.selection.sheet, cell)
  if (area.rows > 1 || area.columns > 1) throw invalidArgument()
  return area
}

/** What stands at a cell. */
export function commentAt(scope: Scope, seat: Seat, cell: Area | string): Comment | undefined {
  const { sheet, row, column } = cellOf(scope, seat, cell)
  return within(scope).find(each => each.sheet === sheet && each.row === row && each.column === column)
}

/** Puts a comment or a note into a cell that has none. */
export function addComment(scope: Scope, seat: Seat, cell: Area | string, content: string): Comment {
  if (commentAt(scope, seat, cell)) throw alreadyExists()
  const { sheet, row, column } = cellOf(scope, seat, cell)
  const { workbook } = scope
  const words = { author: seat.name, content, created: new Date().toISOString() }
  const made: Comment = {
    id: workbook.nextId(),
    kind: scope.kind,
    sheet,
    row,
    column,
    ...words,
    resolved: false,
    visible: false,
    replies: [],
  }
  workbook.comments.push(made)
  workbook.happened({ kind: 'commentAdded', comment: made })
  return made
}

/** The comments of the workbook or of a sheet. */
export const comments: Kind<Scope> = collection<Scope, Comment>('CommentCollection', {
  item: () => comment,
  items: within,
  find: (scope, id: string) => within(scope).find(each => each.id === id),
  eventTarget: scope => scope.sheet?.id ?? 'Workbook',
  events: { Added: EventType.commentAdded, Deleted: EventType.commentDeleted, Changed: EventType.commentChanged },
  methods: {
    add: (scope: Scope, seat: Seat, cell: Area | string, content: string) => comment.of(addComment(scope, seat, cell, content)),
    getItemByCell: (scope: Scope, seat: Seat, cell: Area | string) => comment.of(found(commentAt(scope, seat, cell))),
    getItemByReplyId: (scope: Scope, _seat: Seat, id: string) =>
      comment.of(found(within(scope).find(each => each.replies.some(one => one.id === id)))),
  },
})

/** Declines what is not there. */
export function found(each: Comment | undefined): Comment {
  if (!each) throw notFound()
  return each
}
