import { boundTable } from '../../../shared/tables/bound/edit.js'
import { isDraftId, type Pending } from '../../sync/pending.js'
import type { Sync } from '../../sync/sync.js'
import type { Desk } from '../../desk/desk.js'
import { countText } from '../figures.js'
import type { SyncTexts } from '../texts/sync.js'
import type { EditAction } from './edit-list.js'
import type { Needing } from './queue.js'
import { reversalOf } from './reversal.js'
import { stepsInAll } from './steps.js'

/** What may be done with edits in each state; what gives something up for more than one row asks first, with counts. */
export function actionsOf(sync: Sync, desk: Desk, texts: SyncTexts): Readonly<Record<Needing, readonly EditAction[]>> {
  const { board, language, replica } = desk
  const { actions, ask } = texts
  const sure = async (edits: readonly Pending[], title: (count: string) => string, text: string, yes = ask.yes, tone?: 'danger') => {
    if (edits.length < 2) return true
    const choice = { id: 'yes', label: yes, tone: tone ?? ('primary' as const) }
    return (await board.ask({ title: title(countText(edits.length)), text, choices: [choice] })) === 'yes'
  }
  const agree: EditAction = {
    label: actions.agree,
    primary: true,
    run: async edits => {
      const steps = edits.flatMap(edit => edit.steps ?? [])
      if (await sure(edits, ask.agree, stepsInAll(steps, texts))) await sync.agree(edits)
    },
  }
  const takeBack: EditAction = {
    label: actions.takeBack,
    run: async edits => {
      const drafts = edits.filter(({ id }) => isDraftId(id)).length
      const text = ask.takeBackText(countText(edits.length - drafts), countText(drafts))
      if (await sure(edits, ask.takeBack, text, ask.takeBackYes, 'danger')) await sync.takeBack(edits)
    },
  }
  const taken = (whose: 'mine' | 'theirs'): EditAction => ({
    label: actions[whose],
    run: async edits => {
      if (await sure(edits, ask[whose], ask[`${whose}Text`])) await sync.resolve(edits, whose)
    },
  })
  const reverse: EditAction = {
    label: actions.reverse,
    run: async edits => {
      const { book } = replica
      if (!book) return
      const tried = edits.map(edit => ({ edit, reversal: reversalOf(book, edit, desk.today(), language) }))
      const steps = tried.flatMap(({ reversal }) => ('steps' in reversal ? [...reversal.steps] : []))
      const able = tried.flatMap(({ edit, reversal }) => ('steps' in reversal ? [edit] : []))
      if (able.length === 0) return board.say({ tone: 'warning', title: ask.none })
      const cannot = able.length < edits.length ? ask.cannot(countText(edits.length - able.length)) : ''
      const text = [stepsInAll(steps, texts), cannot].filter(Boolean).join('\n')
      if (await sure(able, ask.reverse, text, undefined, 'danger')) await sync.settleRemoved(able, 'reverse')
    },
  }
  const leave: EditAction = { label: actions.leave, run: edits => sync.settleRemoved(edits, 'leave') }
  const restore: EditAction = { label: actions.restore, run: edits => sync.settleRemoved(edits, 'restore') }
  return {
    conflict: [taken('mine'), taken('theirs')],
    asks: [agree, takeBack],
    removed: [reverse, leave, restore],
    refused: [takeBack],
    draft: [takeBack],
  }
}

/** The columns that an edit is about, as the sheet's heading of each says them. */
export const columnsConcerned = ({ table, missing, refusal, conflicts }: Pending): string[] => {
  const named = missing ?? conflicts?.map(({ column }) => column) ?? (refusal?.column ? [refusal.column] : [])
  const { columns } = boundTable(table)
  return named.filter(name => columns.some(column => column.name === name))
}
