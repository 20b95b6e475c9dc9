import type { IsoDate } from '../../shared/dates.js'

/** The day that an omitted date stands for in this workbook. */
export type AsOfChoice = { kind: 'today' } | { kind: 'lastMonthEnd' } | { kind: 'fixed'; date: IsoDate }

/** What is set for one workbook; it travels in the file and is the same for everyone who opens it. */
export interface WorkbookSettings {
  asOf: AsOfChoice
  /** Whether cells follow the ledger by themselves; else they wait for Refresh. */
  live: boolean
}

/** The settings of the open workbook. */
export interface SettingsStore {
  readonly current: Readonly<WorkbookSettings>
  /** Changes some of them and writes them into the workbook. */
  change(part: Partial<WorkbookSettings>): Promise<void>
  /** Hears of every change, a co-author's too; returns what ends it. */
  subscribe(listener: () => void): () => void
}

const KEY = 'duebook'
const STANDARD: WorkbookSettings = { asOf: { kind: 'today' }, live: true }

/** Reads the settings of the open workbook and follows them. */
export async function openSettings(): Promise<SettingsStore> {
  let current = STANDARD
  const listeners = new Set<() => void>()
  const take = (text: unknown) => {
    const read = settingsFrom(text)
    if (JSON.stringify(read) === JSON.stringify(current)) return
    current = read
    for (const listener of listeners) listener()
  }
  const load = () =>
    Excel.run(async context => {
      const setting = context.workbook.settings.getItemOrNullObject(KEY).load('value')
      await context.sync()
      take(setting.isNullObject ? undefined : setting.value)
    })
  await load()
  await Excel.run(async context => {
    context.workbook.settings.onSettingsChanged.add(load)
    await context.sync()
  })
  return {
    get current() {
      return current
    },
    change: async part => {
      const next = { ...current, ...part }
      await Excel.run(async context => {
        context.workbook.settings.add(KEY, JSON.stringify(next))
        await context.sync()
      })
      take(JSON.stringify(next))
    },
    subscribe: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** What a workbook holds may come from another version, or from somebody's hand: what cannot be read is the standard. */
function settingsFrom(text: unknown): WorkbookSettings {
  try {
    const { asOf, live } = JSON.parse(String(text)) as Partial<WorkbookSettings>
    return { asOf: isChoice(asOf) ? asOf : STANDARD.asOf, live: typeof live === 'boolean' ? live : STANDARD.live }
  } catch {
    return STANDARD
  }
}

function isChoice(choice: AsOfChoice | undefined): choice is AsOfChoice {
  return (
    choice?.kind === 'today' || choice?.kind === 'lastMonthEnd' || (choice?.kind === 'fixed' && /^\d{4}-\d{2}-\d{2}$/.test(choice.date))
  )
}
