import type { Language } from '../../shared/refusals.js'
import type { Words } from '../../shared/vocabulary.js'

/** Something the pane tells: what happened, and what can be done about it. */
export interface Notice {
  id: number
  tone: 'success' | 'information' | 'warning' | 'error'
  title: string
  text?: string
  /** What the user may do about it: undo, open, go to a cell. */
  actions: readonly { label: string; run: () => void | Promise<void> }[]
}

/** Something only the user can decide, asked before anything destructive. */
export interface Question {
  id: number
  title: string
  /** What will happen, with counts. */
  text: string
  choices: readonly { id: string; label: string; tone?: 'primary' | 'danger' }[]
  answer: (choice: string | undefined) => void
}

/** A work of more than a second: what is done of it, and how to stop it. */
export interface Work {
  id: number
  title: string
  done: number
  total: number
  cancel?: () => void
}

/** What the pane shows above its page: notices, one question, works under way. */
export interface Board {
  readonly notices: readonly Notice[]
  readonly question: Question | undefined
  readonly works: readonly Work[]
  say(notice: Omit<Notice, 'id' | 'actions'> & { actions?: Notice['actions'] }): void
  dismiss(id: number): void
  /** Asks, and waits for the answer; `undefined` when the question is put aside. The pane is opened for it. */
  ask(question: Pick<Question, 'title' | 'text' | 'choices'>): Promise<string | undefined>
  /** Runs a work with its progress on the board. One that takes the signal can be stopped there, and then ends with an `AbortError`. */
  during<Result>(
    title: string,
    work: (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<Result>,
  ): Promise<Result>
  subscribe(listener: () => void): () => void
}

/** The text of a language. */
export const inLanguage = ({ en, zh }: Words, language: Language): string => (language === 'zh' ? zh : en)

const KEPT = 20

/** An empty board. `attract` opens the pane when a question waits. */
export function openBoard(attract: () => void): Board {
  const listeners = new Set<() => void>()
  let notices: readonly Notice[] = []
  let works: readonly Work[] = []
  const waiting: Question[] = []
  let last = 0
  const tell = () => {
    for (const listener of [...listeners]) listener()
  }
  return {
    get notices() {
      return notices
    },
    get works() {
      return works
    },
    get question() {
      return waiting[0]
    },
    say: ({ actions = [], ...notice }) => {
      // What went well and leaves nothing to do has been read by the time something else happens.
      const standing = notices.filter(({ tone, actions: open }) => tone !== 'success' || open.length > 0)
      notices = [{ ...notice, actions, id: ++last }, ...standing].slice(0, KEPT)
      tell()
    },
    dismiss: id => {
      notices = notices.filter(notice => notice.id !== id)
      tell()
    },
    ask: question =>
      new Promise(resolve => {
        const id = ++last
        const answer = (choice: string | undefined) => {
          const at = waiting.findIndex(each => each.id === id)
          if (at < 0) return
          waiting.splice(at, 1)
          resolve(choice)
          tell()
        }
        waiting.push({ ...question, id, answer })
        attract()
        tell()
      }),
    during: async (title, run) => {
      const id = ++last
      const stop = new AbortController()
      // A work that never looks at its signal cannot be stopped, so no button is offered.
      const cancel = run.length > 1 ? { cancel: () => stop.abort() } : {}
      const show = (done: number, total: number) => {
        works = [...works.filter(work => work.id !== id), { id, title, done, total, ...cancel }]
        tell()
      }
      show(0, 0)
      try {
        return await run(show, stop.signal)
      } finally {
        works = works.filter(work => work.id !== id)
        tell()
      }
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
