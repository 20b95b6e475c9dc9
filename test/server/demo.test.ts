import { expect } from 'chai'
import { demoRows, type Demo } from '../../server/demo.js'
import { Book } from '../../shared/book/book.js'
import { addDays, addMonths, day, iso, monthEnd, monthStart, type IsoDate } from '../../shared/dates.js'
import { agingTotals, aging } from '../../shared/domain/aging.js'
import { Posting } from '../../shared/domain/posting/posting.js'
import { tieOut } from '../../shared/domain/tie-out.js'
import { postRows } from '../../shared/tables/post.js'

const TODAY = '2026-11-22' as IsoDate
const LAST = day('2026-10-31')

/** The demo posted in a new ledger; what is refused is told. */
function posted({ company, rows }: Demo): { book: Book; refused: string[]; remarks: string[] } {
  const book = new Book(company)
  book.note(1, 0)
  const posting = new Posting(book, 1)
  const refused = postRows(posting, rows).flatMap(answer => (answer.outcome === 'refused' ? [answer.refusal.message] : []))
  return { book, refused, remarks: posting.remarks.map(({ code, document }) => `${code} ${document}`) }
}

describe('the demo company', () => {
  let demo: Demo
  let book: Book
  let refused: string[]
  let remarks: string[]
  before(() => {
    demo = demoRows(TODAY)
    ;({ book, refused, remarks } = posted(demo))
  })

  it('is posted without a refusal or a remark', () => expect([refused, remarks]).to.deep.equal([[], []]))

  it('is the same for the same date, and another for another month', () => {
    expect(demoRows(TODAY)).to.deep.equal(demo)
    expect(demoRows('2026-12-01' as IsoDate)).to.not.deep.equal(demo)
  })

  it('is posted without a refusal whatever the date', () => {
    for (const today of ['2024-02-29', '2025-01-01', '2027-08-31'])
      expect(posted(demoRows(today as IsoDate)).refused, today).to.deep.equal([])
  })

  it('has every kind of document, four currencies, and two years up to the month before today', () => {
    const kinds = new Map<string, number>()
    let [first, last] = [Infinity, 0]
    for (let row = 0; row < book.documents.count; row++) {
      kinds.set(book.kind(row), (kinds.get(book.kind(row)) ?? 0) + 1)
      first = Math.min(first, book.documents.docDate[row])
      last = Math.max(last, book.documents.docDate[row])
    }
    expect(kinds.get('invoice')).to.equal(2000)
    expect([...kinds.keys()]).to.include.members([
      'receipt',
      'creditNote',
      'refund',
      'discount',
      'writeOff',
      'recovery',
      'order',
      'delivery',
    ])
    expect([...book.currencies.texts].sort()).to.deep.equal(['CNY', 'EUR', 'JPY', 'USD'])
    expect(book.customerFiles.filter(Boolean)).to.have.length(60)
    expect(first).to.be.at.least(day('2024-11-01')).and.below(day('2024-12-01'))
    expect(last).to.be.at.most(LAST).and.above(day('2026-10-20'))
  })

  it('has debts in every bucket and credits that are not applied', () => {
    const totals = [...agingTotals(aging(book, { asOf: LAST }))]
    expect(totals.slice(0, 5).every(amount => amount > 0)).to.be.true
    expect(totals[5]).to.be.below(0)
  })

  it('agrees with the general ledger at each month end but one, where a single receipt explains the difference', () => {
    const differences: string[] = []
    for (let end = day('2024-11-30'); end <= LAST; end = monthEnd(addDays(end, 1))) {
      const { difference, controlDifference, byCustomer } = tieOut(book, { asOf: end })
      expect(difference).to.equal(0)
      expect(controlDifference).to.not.equal(null)
      if (controlDifference === 0) continue
      differences.push(iso(end))
      expect(byCustomer.map(({ cause, difference: found }) => [cause, found])).to.deep.equal([['document', controlDifference]])
      expect(controlDifference).to.be.above(0)
    }
    expect(differences).to.deep.equal(['2026-09-30'])
  })

  it('is closed up to three months before today', () => {
    expect(iso(book.periods.closedUpTo())).to.equal(iso(monthEnd(addMonths(monthStart(day(TODAY)), -3))))
  })

  it('keeps names of persons out of the facts', () => {
    const text = JSON.stringify(demo.rows)
    expect(demo.persons.filter(({ name }) => text.includes(name))).to.deep.equal([])
    expect(demo.persons.every(({ code }) => text.includes(`"${code}"`))).to.be.true
  })

  it('has limits that are exceeded, one raised for a while, and customers without one', () => {
    const limit = (code: string, on = LAST) => book.values.at('customer', code, 'creditLimit', on)
    const codes = book.customerFiles.flatMap(file => file?.code ?? [])
    expect(codes.filter(code => limit(code) === undefined || limit(code) === null)).to.have.length(3)
    const sheet = aging(book, { asOf: LAST })
    const owed = (code: string) => {
      const group = sheet.groups.indexOf(code)
      const width = sheet.labels.length + 1
      return sheet.amounts.slice(group * width, (group + 1) * width).reduce((sum, amount) => sum + amount, 0)
    }
    const exceeded = codes.filter(code => /^\d+\.\d\d$/.test(limit(code) ?? '') && owed(code) > Number(limit(code)) * 100)
    expect(exceeded.length).to.be.within(2, 8)
    const raised = codes.filter(code => limit(code) !== limit(code, addDays(LAST, -60)))
    expect(raised).to.deep.equal(['C008'])
  })
})
