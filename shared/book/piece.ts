/** Where the tables stood when a piece of work began. */
export interface Marks {
  documents: number
  items: number
  applications: number
  lines: number
  lastDocumentId: number
  lastApplicationId: number
  /** Length of the journal. */
  steps: number
}

/** Work on the tables that can be taken back. A class and not two functions: one is made for every row that is posted. */
export class Piece {
  constructor(
    private readonly rows: { takeBack: (marks: Marks) => void; pieceEnded: () => void },
    private readonly marks: Marks,
  ) {}

  /** Takes back all that was added since it began. */
  undo(): void {
    this.rows.takeBack(this.marks)
  }

  /** Ends it. */
  keep(): void {
    this.rows.pieceEnded()
  }
}
