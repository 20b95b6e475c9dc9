import { expect } from 'chai'
import { chineseCalendar, keepsChineseCalendar } from '../../server/calendar.js'

describe('the Chinese calendar', () => {
  const of2026 = new Map(chineseCalendar(2026).map(({ row }) => [row.date, row.workday]))

  it('knows holidays on weekdays and weekends that are worked', () => {
    expect(of2026.get('2026-10-01')).to.equal('no')
    expect(of2026.get('2026-02-14')).to.equal('yes')
    expect(of2026.get('2026-10-10')).to.equal('yes')
    expect(of2026.has('2026-11-21'), 'a plain Saturday').to.equal(false)
    expect(of2026.has('2026-11-23'), 'a plain Monday').to.equal(false)
  })

  it('is kept in China, not elsewhere', () => {
    expect(['Asia/Shanghai', 'Europe/Berlin'].map(keepsChineseCalendar)).to.deep.equal([true, false])
  })
})
