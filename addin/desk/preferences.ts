import { DEFAULT_THRESHOLD } from '../../shared/domain/bank-proposals.js'

/** What one person sets for all workbooks on this machine. */
export interface Preferences {
  /** The address of the service, `https://ledger.example.com`; empty for the address that the add-in came from. */
  readonly address: string
  /** How money is shown in the pane. */
  readonly unit: 'one' | 'tenThousand'
  /** The confidence, 0 to 1, from which a proposal for a bank line counts as certain. */
  readonly threshold: number
  /** Code under which this person claims bank lines; empty when never said. */
  readonly person: string
  /** Tells this person's browser from others that have the same workbook open; made once. */
  readonly client: string
  change(part: Partial<Omit<Kept, 'client'>>): void
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
    get threshold() {
      return kept.threshold
    },
    get person() {
      return kept.person
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

type Kept = Omit<Preferences, 'change'>

const UNSET: Kept = { address: '', unit: 'one', threshold: DEFAULT_THRESHOLD, person: '', client: '' }

function read(storage: Pick<Storage, 'getItem'> | undefined): Kept {
  try {
    const { address, unit, threshold, person, client } = JSON.parse(storage?.getItem(KEY) ?? '{}') as Record<keyof Kept, unknown>
    const text = (value: unknown) => (typeof value === 'string' ? value : '')
    return {
      address: text(address),
      unit: unit === 'tenThousand' ? unit : 'one',
      threshold: typeof threshold === 'number' && threshold > 0 && threshold <= 1 ? threshold : DEFAULT_THRESHOLD,
      person: text(person),
      client: text(client),
    }
  } catch {
    return UNSET
  }
}
