import { expect } from 'chai'
import { keep, restored, type Place } from '../../../addin/workbook/kept-formula.js'

/** Keeps a formula and puts it back after `move` had its way with every place. */
function moved(
  formula: string,
  from: { row: number; column: number },
  to: { row: number; column: number },
  move = (place: Place) => place,
) {
  const places: Place[] = []
  const kept = keep(formula, { sheet: 'Ageing', ...from }, place => places.push(place) - 1)
  return restored(JSON.parse(JSON.stringify(kept)) as typeof kept, { sheet: 'Ageing', ...to }, at => move(places[at]))
}

describe('A kept formula', () => {
  const here = { row: 4, column: 2 }

  for (const formula of [
    '=AR.AGING($A5,C$4,$B$1)',
    '=AR.AGING("C5",""""&A5,\'Q1 data\'!$B$1,Dates!A:B)-SUM(1:3,$4:$4)',
    '=AR.SALES(Table1[[#This Row],[Customer]],"2026Q1")+LOG10(5)',
    "=AR.BALANCE('it''s'!A5:A60)+[1]Other!A5",
    '=ROUND(AR.BALANCE(A5)/10000,2)&A5#',
    '="A5"',
  ])
    it(`${formula} comes back as it was`, () => expect(moved(formula, here, here)!.replaceAll("'Dates'!", 'Dates!')).to.equal(formula))

  it('takes its own row along when it was sorted, and leaves the heading and the date where they are', () =>
    expect(moved('=AR.AGING($A5,C$4,$B$1)', here, { row: 8, column: 2 })).to.equal('=AR.AGING($A9,C$4,$B$1)'))

  it('follows rows and columns that were inserted', () => {
    const down = (place: Place) => ({ ...place, index: place.index + (place.axis === 'row' ? 2 : 1) })
    expect(moved('=AR.AGING($A5,C$4,$B$1)', here, { row: 6, column: 3 }, down)).to.equal('=AR.AGING($B7,D$6,$C$3)')
  })

  it('follows a sheet that got another name', () =>
    expect(moved('=AR.BALANCE(List!$A$2)', here, here, place => ({ ...place, sheet: "Bob's list" }))).to.equal(
      "=AR.BALANCE('Bob''s list'!$A$2)",
    ))

  it('is not put back when what it names is gone', () => {
    const kept = keep('=AR.BALANCE(List!$A$2)', { sheet: 'Ageing', ...here }, () => 0)
    expect(restored(kept, { sheet: 'Ageing', ...here }, () => undefined)).to.equal(undefined)
  })
})
