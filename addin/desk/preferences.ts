/** What one person sets for all workbooks on this machine. */
export interface Preferences {
  /** The address of the service, `https://ledger.example.com`; empty for the address that the add-in came from. */
  readonly address: string
  /** How money is shown in the pane. */
  readonly unit: 'one' | 'tenThousand'
  change(part: Partial<Pick<Preferences, 'address' | 'unit'>>): void
}

const KEY = 'duebook.preferences'

/** Preferences kept in the browser's own storage; a person without one (private mode) sets them anew each time. */
export function openPreferences(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined): Preferences {
  let kept = read(storage)
  return {
    get address() {
      return kept.address
    },
    get unit() {
      return kept.unit
    },
    change: part => {
      kept = { ...kept, ...part }
      storage?.setItem(KEY, JSON.stringify(kept))
    },
  }
}

function read(storage: Pick<Storage, 'getItem'> | undefined): { address: string; unit: 'one' | 'tenThousand' } {
  try {
    const { address, unit } = JSON.parse(storage?.getItem(KEY) ?? '{}') as { address?: unknown; unit?: unknown }
    return { address: typeof address === 'string' ? address : '', unit: unit === 'tenThousand' ? unit : 'one' }
  } catch {
    return { address: '', unit: 'one' }
  }
}
