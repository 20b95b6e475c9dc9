import { expect } from 'chai'
import { day } from '../../../../shared/dates.js'
import { aging, agingRow } from '../../../../shared/domain/aging.js'
import { dueOfBucket } from '../../../../shared/intake/adoption/balance-rows.js'
import { faultsOf, posted, range, taken, TODAY, told } from './ranges.js'

const ages = (of: ReturnType<typeof posted>, customer: number, asOf: string = TODAY) =>
  agingRow(aging(of, { asOf: day(asOf) }), customer).map(amount => amount / 100)

describe('balances without history', () => {
  it('open items keep number, document date and due date, and age by them', () => {
    const found = taken(
      range(
        '客户|单据号|日期|到期日|余额\n甲|A1|2026-03-05|2026-04-05|#100\n甲|A2|2026-06-05|2026-07-05|#50\n甲|A3|2026-03-05|2026-04-05|#0\n乙|A4|2026-05-01||#-30',
        { sheet: '期初未清' },
      ),
    )
    expect(found.found.kinds[0].kind).to.equal('openingItems')
    expect(found.posted).to.deep.equal([2, 3, 5])
    expect(found.leftOut[1]).to.include({ line: 4, reason: 'settled' })
    const book = posted(found)
    expect(ages(book, 0)).to.deep.equal([50, 0, 0, 100, 0, 0])
    expect(ages(book, 1)).to.deep.equal([0, 0, 0, 0, 0, -30])
  })

  it('open items fall due by days of credit or by terms in words', () => {
    const found = taken(
      range('客户|单据号|日期|账期|余额\n甲|A1|2026-03-05|#30|#100\n甲|A2|2026-03-05|月结30天|#100', { sheet: '期初未清' }),
    )
    expect(told(found, 'dueDate').slice(1)).to.deep.equal([
      ['openingItems', '2026-04-04'],
      ['openingItems', '2026-04-30'],
    ])
  })

  it('balances of customers without a date are refused until they are dated or marked', () => {
    const of = range('客户名称|期末余额\n甲|#100\n乙|#0\n丙|#-20')
    const found = taken(of)
    expect(found.questions.map(({ kind }) => kind)).to.deep.equal(['undated'])
    expect(faultsOf(found)).to.deep.equal([
      ['B2', '100', 'BALANCE_UNDATED'],
      ['B4', '-20', 'BALANCE_UNDATED'],
    ])
    expect(found.faults[0].refusal.text('zh')).to.equal('客户 甲 的余额 100.00 没有日期，无法计算账龄。请补充日期，或标明为无日期余额。')
    const dated = posted(taken(of, { undated: '2026-01-31' as never }))
    expect(ages(dated, 0)).to.deep.equal([0, 0, 0, 0, 100, 0])
    const marked = taken(of, { undated: 'marked' })
    expect(marked.rows[2].row).to.include({ docDate: TODAY, note: '账龄未定 age unknown' })
    expect(ages(posted(marked), 1)).to.deep.equal([0, 0, 0, 0, 0, -20])
  })

  it('aging columns become opening items that age as in the sheet', () => {
    const found = taken(range('客户|余额|未到期|1-30天|31-60天|61-90天|90天以上\n甲|#150|#10|#20|#30|#40|#50\n乙|#9|#10||||'), {
      balancesAsOf: '2026-05-31' as never,
    })
    expect(faultsOf(found)).to.deep.equal([['B3', '9', 'BAD_ROW']])
    expect(ages(posted(found), 0, '2026-05-31')).to.deep.equal([10, 20, 30, 40, 50, 0])
  })

  it('each aging column has a due date within it', () => {
    const dates: [string, string][] = [
      ['未到期', '2026-06-30'],
      ['1-30天', '2026-06-29'],
      ['逾期31至60天', '2026-05-30'],
      ['>90', '2026-03-31'],
      ['30天以内', '2026-06-29'],
      ['6个月以内', '2026-06-29'],
      ['1-2年', '2025-06-29'],
      ['3年以上', '2023-06-29'],
    ]
    for (const [heading, due] of dates) expect(dueOfBucket(heading, TODAY), heading).to.equal(due)
  })
})
