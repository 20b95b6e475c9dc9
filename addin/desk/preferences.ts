/** What one person sets for all workbooks on this machine. */
export interface Preferences {
  /** The address of the service, `https://ledger.example.com`; empty for the address that the add-in came from. */
  readonly address: string
  /** How money is shown in the pane. */
  readonly unit: 'one' | 'tenThousand'
  /** Tells this person's browser from others that have the same workbook open; made once. */
  readonly client: string
  change(part: Partial<Pick<Preferences, 'address' | 'unit'>>): void
}

const KEY = 'duebook.preferences'

/** Preferences kept in the browser's own storage; a person without one (private mode) sets them anew each time. */
export function openPreferences(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): Preferences {
  let kept = read(storage)
  if (kept.client === '') {
    kept = { ...kept, client: crypto.randomUUID() }
    storage?.setItem(KEY, JSON.stringify(kept))
  }
  return {
    get address() {
      return kept.address
    },
    get unit() {
      return kept.unit
    },
    get client() {
      return kept.client
    },
    change: part => {
      kept = { ...kept, ...part }
      storage?.setItem(KEY, JSON.stringify(kept))
    },
  }
}

type Kept = Pick<Preferences, 'address' | 'unit' | 'client'>

function read(storage: Pick<Storage, 'getItem'> | undefined): Kept {
  try {
    const { address, unit, client } = JSON.parse(storage?.getItem(KEY) ?? '{}') as Record<keyof Kept, unknown>
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    return { address: text(address), unit: unit === 'tenThousand' ? unit : 'one', client: text(client) }
  } catch {
    return { address: '', unit: 'one', client: '' }
  }
}
