import type { IsoDate } from '../../dates.js'

/** One step from the base date towards the due date; steps apply in the order written. */
export type Step =
  | { readonly addDays: number }
  /** Calendar anniversaries: 31 January and one month is the last day of February. */
  | { readonly addMonths: number }
  | { readonly monthEnd: true }
  /** A fixed day of the month reached so far, 1 to 31; 29 to 31 become the last day of a shorter month. */
  | { readonly day: number }

/** The date that a line counts from: of the document, of its receipt by the customer (票到), or of the delivery (货到). */
export type BaseDate = 'document' | 'received' | 'delivery'

/** One instalment: which part of the amount, and when. A line without a share takes what is left; the last line always does. */
export interface TermLine {
  /** Part of the whole amount as decimal text, `0.3`. */
  readonly shareOfTotal?: string
  /** Part of what the lines before have left, as decimal text. */
  readonly shareOfLeft?: string
  /** An amount as decimal text; it takes the sign of the document. */
  readonly fixed?: string
  /** Counted from here; the document's date when absent. */
  readonly base?: BaseDate
  /** Goods leave only against payment (款到发货); due on the base date all the same. */
  readonly prepaid?: true
  /** A base date after this day of the month counts as the first of the next month. */
  readonly cutOff?: number
  readonly steps: readonly Step[]
}

/** A discount for paying within so many days of the document date; `percent` is decimal text, `2` being 2 %. */
export interface EarlyDiscount {
  readonly percent: string
  readonly withinDays: number
}

/** Where a due date goes that is no workday. */
export type Shift = 'next' | 'previous'

/** What holds in one span of time; without `from`, `to` and `months` (1 to 12) it always holds. */
export interface TermsAlternative {
  readonly from?: IsoDate
  readonly to?: IsoDate
  readonly months?: readonly number[]
  readonly lines: readonly TermLine[]
  readonly discounts?: readonly EarlyDiscount[]
  readonly shift?: Shift
}

/** How due dates follow from a document: the first alternative that is valid on the document date decides. */
export interface PaymentTerms {
  readonly alternatives: readonly TermsAlternative[]
}
