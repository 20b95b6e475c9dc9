import type { Rectangle } from './address.js'
import type { Change, Happening } from './change.js'
import { merged } from './change.js'
import type { Comment } from './comment.js'
import type { Name } from './name.js'
import type { Properties } from './properties.js'
import { emptyProperties } from './properties.js'
import type { Sheet } from './sheet.js'
import type { NamedStyle } from './style-part.js'
import type { Table } from './table.js'
import type { XmlPart } from './xml-part.js'

/** What computes formulas. The workbook tells it what was touched; it writes results into cells. */
export interface Engine {
  /** Contents of cells changed. */
  touched(sheet: Sheet, area: Rectangle): void
  /** Tables or names changed, but no cell moved. */
  redefined(): void
  /** Cells moved, or sheets changed: everything must be read anew. */
  rebuilt(): void
  /** Ends when every native formula has its value; custom functions may still be `#BUSY!`. */
  settled(): Promise<void>
  /** Computes again: everything when `full`, else what is volatile or dirty. */
  recalculate(full: boolean): Promise<void>
  /** Notes in the cells what they need to be saved, or copied, with their values. */
  note(): void
}

/** Rectangles outside the workbook's own data that must move when cells are inserted: references that an add-in holds. */
export interface Tracked {
  sheet: Sheet
  area: Rectangle
  moved(area: Rectangle | null): void
}

/** A workbook as plain data, and the batches in which it changes. */
export class Workbook {
  name = 'Book1.xlsx'
  sheets: Sheet[] = []
  tables: Table[] = []
  names: Name[] = []
  comments: Comment[] = []
  /** Styles of its own, and built-in ones that were changed. */
  styles: NamedStyle[] = []
  xmlParts: XmlPart[] = []
  properties: Properties = emptyProperties()
  /** Settings of Excel.run, `workbook.settings`. */
  settings = new Map<string, unknown>()
  /** Settings of the common API, `Office.context.document.settings`. */
  documentSettings: Record<string, unknown> = {}
  protection: { password?: string } | null = null
  calculationMode: 'Automatic' | 'AutomaticExceptTables' | 'Manual' = 'Automatic'
  engine: Engine | null = null
  readonly trackers = new Set<() => Iterable<Tracked>>()

  private readonly listeners = new Set<(changes: Change[]) => void>()
  private pending: Change[] = []
  private held = 0
  private author = 'user'
  private counter = 0

  /** A number that was never given before in this workbook. */
  nextNumber(): number {
    return ++this.counter
  }

  /** An id in the form Excel uses for sheets and other parts. */
  nextId(): string {
    const digits = this.nextNumber().toString(16).toUpperCase()
    return `{${digits.padStart(8, '0')}-0001-0000-0000-000000000000}`
  }

  /** After a saved workbook was opened: numbers go on where they ended. */
  resumeNumbers(last: number): void {
    this.counter = Math.max(this.counter, last)
  }

  get lastNumber(): number {
    return this.counter
  }

  /** Does work in the name of an author; listeners hear of it once, when the outermost batch ends. */
  batch<Result>(author: string, work: () => Result): Result {
    const before = this.author
    this.author = author
    const release = this.hold()
    try {
      return work()
    } finally {
      this.author = before
      release()
    }
  }

  /** Keeps changes back until the returned function is called. */
  hold(): () => void {
    this.held++
    return () => {
      if (--this.held === 0) this.tell()
    }
  }

  /** Notes that something happened. */
  happened(happening: Happening): void {
    this.pending.push({ ...happening, by: this.author })
    if (this.held === 0) this.tell()
  }

  /** Hears every batch of changes; the result stops it. */
  onChange(listener: (changes: Change[]) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  private tell(): void {
    const changes = merged(this.pending)
    this.pending = []
    if (changes.length) for (const listener of [...this.listeners]) listener(changes)
  }
}
