import { expect } from 'chai'
import { day, iso } from '../../../shared/dates.js'
import { workCalendar } from '../../../shared/domain/workdays.js'

describe('workdays', () => {
  // The National Day week of 2026: free from Thursday 1 to Wednesday 7 October, worked on Saturday 10.
  const october = workCalendar({
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(day),
    workdays: [day('2026-10-10')],
  })

  it('a plain week is worked from Monday to Friday', () => {
    const plain = workCalendar({})
    const week = ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08']
    expect(week.map(date => plain.isWorkday(day(date)))).to.deep.equal([true, true, true, true, true, false, false])
  })

  it('a holiday is free although a weekday, and a make-up Saturday is worked', () => {
    expect(october.isWorkday(day('2026-10-01'))).to.equal(false)
    expect(october.isWorkday(day('2026-10-10'))).to.equal(true)
    expect(october.isWorkday(day('2026-10-11'))).to.equal(false)
  })

  it('the next and the previous workday step over holidays and weekends together', () => {
    expect(iso(october.nextWorkday(day('2026-10-01')))).to.equal('2026-10-08')
    expect(iso(october.previousWorkday(day('2026-10-07')))).to.equal('2026-09-30')
  })

  it('a workday stays where it is', () => {
    expect(iso(october.nextWorkday(day('2026-10-10')))).to.equal('2026-10-10')
    expect(iso(october.previousWorkday(day('2026-10-10')))).to.equal('2026-10-10')
  })

  it('says which years it knows', () => {
    expect(october.covers(day('2026-01-01'))).to.equal(true)
    expect(october.covers(day('2027-01-01'))).to.equal(false)
    expect(workCalendar({ years: [2027] }).covers(day('2027-01-01'))).to.equal(true)
  })
})
