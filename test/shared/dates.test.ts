import { expect } from 'chai'
import {
  addDays,
  addMonths,
  civil,
  type Day,
  day,
  dayFromParts,
  daysIn,
  daysInMonth,
  FIRST_DAY,
  iso,
  LAST_DAY,
  monthEnd,
  monthPeriod,
  monthStart,
  NEVER,
  onDate,
  weekday,
} from '../../shared/dates.js'
import { Refusal } from '../../shared/refusals.js'

const refused = (code: string, act: () => unknown) => expect(act, code).to.throw(Refusal).with.property('code', code)

describe('dates', () => {
  it('every day of the ledger agrees with the calendar of the platform and is read back', () => {
    for (let number = FIRST_DAY as number; number <= LAST_DAY; number++) {
      const text = iso(number as Day)
      const date = new Date(number * 86_400_000)
      // Plain comparison: sixty thousand assertions would take longer than the dates.
      if (text !== date.toISOString().slice(0, 10) || day(text) !== number || weekday(number as Day) !== date.getUTCDay()) expect.fail(text)
    }
  })

  it('the first and the last date, and a "never" after both', () => {
    expect([iso(FIRST_DAY), iso(LAST_DAY)]).to.deep.equal(['1970-01-02', '2149-06-05'])
    expect(NEVER).to.be.greaterThan(LAST_DAY)
    refused('DATE_OUT_OF_RANGE', () => day('1970-01-01'))
    refused('DATE_OUT_OF_RANGE', () => day('2149-06-06'))
    refused('DATE_OUT_OF_RANGE', () => day('9999-12-31'))
  })

  for (const text of [
    '2026-02-31',
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-00-10',
    '2026-13-01',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '',
    '2026-01-01T00:00',
  ])
    it(`“${text}” is not a date`, () => refused('BAD_DATE', () => day(text)))

  it('29 February exists in leap years only', () => {
    expect([2000, 2024, 2026, 2100].map(year => daysInMonth(year, 2))).to.deep.equal([29, 29, 28, 28])
    expect(iso(day('2024-02-29'))).to.equal('2024-02-29')
    expect(civil(day('2024-02-29'))).to.deep.equal({ year: 2024, month: 2, date: 29 })
  })

  it('parts as typed are checked like text', () => {
    expect(dayFromParts(2026, 3, 31)).to.equal(day('2026-03-31'))
    refused('BAD_DATE', () => dayFromParts(2026, 2, 31))
  })

  it('days run over months and leap days', () => {
    expect(iso(addDays(day('2024-02-28'), 1))).to.equal('2024-02-29')
    expect(iso(addDays(day('2026-02-28'), 1))).to.equal('2026-03-01')
    expect(iso(addDays(day('2026-01-01'), -1))).to.equal('2025-12-31')
  })

  for (const [from, months, to] of [
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-01-15', -1, '2025-12-15'],
    ['2026-12-31', 2, '2027-02-28'],
    ['2026-10-31', -13, '2025-09-30'],
    ['2026-03-31', 0, '2026-03-31'],
  ] as const)
    it(`${months} months from ${from} is the anniversary ${to}`, () => expect(iso(addMonths(day(from), months))).to.equal(to))

  it('a fixed date of a month clamps to its end', () => {
    expect([29, 30, 31].map(date => iso(onDate(2026, 2, date)))).to.deep.equal(['2026-02-28', '2026-02-28', '2026-02-28'])
    expect(iso(onDate(2026, 4, 31))).to.equal('2026-04-30')
    expect(iso(onDate(2026, 4, 15))).to.equal('2026-04-15')
  })

  it('month ends and starts', () => {
    expect([iso(monthEnd(day('2024-02-01'))), iso(monthEnd(day('2026-12-31'))), iso(monthStart(day('2026-12-31')))]).to.deep.equal([
      '2024-02-29',
      '2026-12-31',
      '2026-12-01',
    ])
  })

  it('a month is a period with both ends', () => {
    const march = monthPeriod('2026-03')
    expect([iso(march.from), iso(march.to), daysIn(march)]).to.deep.equal(['2026-03-01', '2026-03-31', 31])
    for (const text of ['2026', '2026-3', '2026-03-01', 'March']) refused('BAD_PERIOD', () => monthPeriod(text))
    refused('BAD_DATE', () => monthPeriod('2026-13'))
  })

  it('the last month ends with the ledger, before "never"', () => expect(monthPeriod('2149-06').to).to.equal(LAST_DAY))
})
