import { expect } from 'chai'
import fc from 'fast-check'
import { day, iso, type IsoDate } from '../../../shared/dates.js'
import { decimal, money, type Money } from '../../../shared/money.js'
import { Refusal } from '../../../shared/refusals.js'
import { discountDeadline, discounts, type Dated, dueDates } from '../../../shared/domain/terms/due-dates.js'
import { parseTerms } from '../../../shared/domain/terms/parse.js'
import type { PaymentTerms, Step, TermLine, TermsAlternative } from '../../../shared/domain/terms/payment-terms.js'
import { termsText } from '../../../shared/domain/terms/words.js'
import { workCalendar } from '../../../shared/domain/workdays.js'

/** The due dates of typed terms, as an accountant would write them down. */
const due = (terms: string, documentDate: string, more: Partial<Dated> = {}): string =>
  dueDates(parseTerms(terms), { documentDate: day(documentDate), ...more })
    .map(({ due, amount }) => (amount === undefined ? iso(due) : `${iso(due)} ${decimal(amount, more.currency)}`))
    .join(', ')

const refused = (code: string, act: () => unknown) => expect(act, code).to.throw(Refusal).with.property('code', code)

/** Terms as typed, the document date, and the due date. */
const TYPED: Record<string, readonly (readonly [string, string, string])[]> = {
  'paid before delivery: due on the document date': [
    ['款到发货', '2026-03-10', '2026-03-10'],
    ['预付', '2026-03-10', '2026-03-10'],
    ['cash in advance', '2026-03-10', '2026-03-10'],
  ],
  'paid at once': [
    ['现结', '2026-03-10', '2026-03-10'],
    ['货到付款', '2026-03-10', '2026-03-10'],
    ['COD', '2026-03-10', '2026-03-10'],
    ['due on receipt', '2026-03-10', '2026-03-10'],
  ],
  'days from the document': [
    ['30天', '2026-01-31', '2026-03-02'],
    ['开票后30天', '2026-01-31', '2026-03-02'],
    ['30天内付款', '2026-01-31', '2026-03-02'],
    ['net 30', '2024-01-31', '2024-03-01'],
    ['NET30', '2026-01-31', '2026-03-02'],
    ['30 days', '2026-01-31', '2026-03-02'],
  ],
  'months are calendar anniversaries': [
    ['1个月', '2026-01-31', '2026-02-28'],
    ['1个月', '2024-01-31', '2024-02-29'],
    ['2 months', '2026-12-31', '2027-02-28'],
  ],
  'days from delivery (货到N天), the document date where delivery is not known': [['货到30天', '2026-01-31', '2026-03-02']],
  'end of the month (月结)': [
    ['月结', '2026-02-01', '2026-02-28'],
    ['月结', '2026-02-28', '2026-02-28'],
    ['EOM', '2024-02-10', '2024-02-29'],
  ],
  'so many days after the end of the month (月结N天, N EOM)': [
    ['月结30天', '2026-03-05', '2026-04-30'],
    ['月结60天', '2026-03-31', '2026-05-30'],
    ['30 EOM', '2026-03-05', '2026-04-30'],
    ['net 30 EOM', '2026-03-05', '2026-04-30'],
    ['EOM 30', '2026-03-05', '2026-04-30'],
    ['30 days end of month', '2026-03-05', '2026-04-30'],
  ],
  'a day of the next month (月结次月X日), 29 to 31 clamp': [
    ['月结次月15日', '2026-03-31', '2026-04-15'],
    ['月结次月31日', '2026-01-15', '2026-02-28'],
    ['月结次月30号', '2024-01-31', '2024-02-29'],
    ['次月29日', '2026-01-31', '2026-02-28'],
    ['月结次月10日', '2026-12-31', '2027-01-10'],
    ['15 MFI', '2026-03-31', '2026-04-15'],
    ['15th prox', '2026-03-01', '2026-04-15'],
  ],
  'a day of the month after next, of this month, of the third': [
    ['月结隔月15日', '2026-12-31', '2027-02-15'],
    ['月结隔月31日', '2026-12-05', '2027-02-28'],
    ['当月25日', '2026-03-01', '2026-03-25'],
    ['第3个月10日', '2026-01-31', '2026-04-10'],
  ],
  'the end of a later month': [
    ['次月底', '2026-01-31', '2026-02-28'],
    ['隔月末', '2026-01-31', '2026-03-31'],
    ['end of next month', '2026-03-31', '2026-04-30'],
  ],
  'a cut-off day: what is dated after it counts as next month': [
    ['25日截止次月15日付', '2026-03-25', '2026-04-15'],
    ['25日截止次月15日付', '2026-03-26', '2026-05-15'],
    ['25日截止次月15日付', '2026-12-31', '2027-02-15'],
    ['每月25日截止，月结30天', '2026-03-26', '2026-05-30'],
    ['cut-off 25 day 15 of the next month', '2026-03-26', '2026-05-15'],
  ],
  'an early discount leaves the due date': [
    ['2/10 net 30', '2026-03-01', '2026-03-31'],
    ['2/10, n/30', '2026-03-01', '2026-03-31'],
  ],
  'full-width digits and signs, stray spaces': [
    ['月结３０天', '2026-03-05', '2026-04-30'],
    [' 月 结 30 天 。', '2026-03-05', '2026-04-30'],
    ['２／１０　ｎｅｔ　３０', '2026-03-01', '2026-03-31'],
  ],
  'steps in any order': [
    ['开票起加2个月定15日加30天', '2011-10-01', '2012-01-14'],
    ['start plus 30 days to month end', '2026-01-31', '2026-03-31'],
  ],
}

describe('payment terms: type it, see the due date', () => {
  for (const [kind, cases] of Object.entries(TYPED))
    describe(kind, () => {
      for (const [terms, documentDate, expected] of cases)
        it(`${terms} of ${documentDate} is due on ${expected}`, () => expect(due(terms, documentDate)).to.equal(expected))
    })

  it('票到N天 counts from the day the invoice was received, and is refused without it', () => {
    expect(due('票到30天', '2026-03-01', { receivedDate: day('2026-03-12') })).to.equal('2026-04-11')
    expect(due('票到月结30天', '2026-03-31', { receivedDate: day('2026-04-02') })).to.equal('2026-05-30')
    refused('RECEIVED_DATE_MISSING', () => due('票到30天', '2026-03-01'))
  })

  it('货到N天 counts from delivery where it is known', () => {
    expect(due('货到30天', '2026-03-01', { deliveryDate: day('2026-03-05') })).to.equal('2026-04-04')
    expect(due('货到付款', '2026-03-01', { deliveryDate: day('2026-03-05') })).to.equal('2026-03-05')
  })

  it('a due date after the last date of the ledger is refused', () => refused('DATE_OUT_OF_RANGE', () => due('30天', '2149-06-01')))
})

describe('payment terms: splits', () => {
  const amount = money('1000.01')
  const expected = '2026-03-10 300.00, 2026-04-09 600.01, 2026-06-29 100.00'

  for (const terms of [
    '30%预付 60%货到30天 10%月结90天',
    '30/60/10 预付/货到30天/月结90天',
    '预付30%，货到30天60%，月结90天10%',
    '30% in advance, 60% 30 days after delivery, 10% 90 EOM',
  ])
    it(terms, () => expect(due(terms, '2026-03-10', { amount })).to.equal(expected))

  it('30/60/10 over bare days', () =>
    expect(due('30/60/10 0/30/90天', '2026-03-10', { amount: money('1000') })).to.equal(
      '2026-03-10 300.00, 2026-04-09 600.00, 2026-06-08 100.00',
    ))

  it('30/70 is a split, 2/10 a discount', () => {
    expect(due('30/70 0/30天', '2026-03-10', { amount: money('100') })).to.equal('2026-03-10 30.00, 2026-04-09 70.00')
    expect(parseTerms('2/10 net 30').alternatives[0].discounts).to.deep.equal([{ percent: '2', withinDays: 10 }])
  })

  it('a share of what is left, a fixed amount with the sign of the document, the rest last', () => {
    const terms = '余款的25% 30天 25% 1个月 定额396.84 2个月 余款次月15日'
    expect(due(terms, '2011-10-01', { amount: money('1587.35') })).to.equal(
      '2011-10-31 396.84, 2011-11-01 396.84, 2011-12-01 396.84, 2011-11-15 396.83',
    )
    expect(due(terms, '2011-10-01', { amount: money('-1587.35') })).to.equal(
      '2011-10-31 -396.84, 2011-11-01 -396.84, 2011-12-01 -396.84, 2011-11-15 -396.83',
    )
  })

  it('a fixed part larger than a small invoice takes all of it, and nothing more is due', () =>
    expect(due('定额500 现结 余款30天', '2026-03-01', { amount: money('300') })).to.equal('2026-03-01 300.00'))

  it('yen are split in whole yen', () =>
    expect(due('50%现结 50%30天', '2026-03-01', { amount: 101 as Money, currency: 'JPY' })).to.equal('2026-03-01 51, 2026-03-31 50'))

  it('percentages stand in for amounts that are not known', () => {
    const percents = (terms: string) => dueDates(parseTerms(terms), { documentDate: day('2026-03-01') }).map(({ percent }) => percent)
    expect(percents('30/60/10 0/30/90天')).to.deep.equal(['30', '60', '10'])
    expect(percents('40%现结 余款的50% 30天 余款60天')).to.deep.equal(['40', '30', '30'])
    expect(percents('定额5 现结 余款60天')).to.deep.equal([undefined, undefined])
  })

  it('the instalments add to the amount, whatever it is', () => {
    const terms = ['30/60/10 0/30/90天', '33.3%现结 33.3%30天 33.4%60天', '余款的50% 现结 定额7.77 30天 余款60天'].map(parseTerms)
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.constantFrom(...terms), (total, terms) => {
        const parts = dueDates(terms, { documentDate: day('2026-03-01'), amount: total as Money })
        expect(parts.reduce((sum, part) => sum + part.amount!, 0)).to.equal(total)
        for (const { amount } of parts) expect(Math.sign(amount!)).to.equal(Math.sign(total))
      }),
    )
  })
})

describe('payment terms: early discount', () => {
  it('2/10 net 30 can be earned until the tenth day', () =>
    expect(iso(discountDeadline(parseTerms('2/10 net 30'), day('2019-01-01'))!)).to.equal('2019-01-11'))

  it('2/10, 1/20, n/30 has two deadlines', () =>
    expect(
      discounts(parseTerms('2/10，1/20，N/30'), day('2026-03-01')).map(({ percent, until }) => `${percent} ${iso(until)}`),
    ).to.deep.equal(['2 2026-03-11', '1 2026-03-21']))

  it('10天内付款优惠2% says the same in words', () => expect(parseTerms('30天，10天内付款优惠2%')).to.deep.equal(parseTerms('2/10 net 30')))

  it('terms without a discount have no deadline', () => expect(discountDeadline(parseTerms('30天'), day('2026-03-01'))).to.equal(undefined))
})

describe('payment terms: holidays', () => {
  const calendar = workCalendar({ holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(day) })

  it('遇节假日顺延 moves to the next workday', () => {
    expect(due('30天，遇节假日顺延', '2026-09-01', { calendar })).to.equal('2026-10-08')
    expect(due('net 30, next workday', '2026-09-01', { calendar })).to.equal('2026-10-08')
  })

  it('遇节假日提前 moves to the previous workday', () =>
    expect(due('30天，遇节假日提前', '2026-09-01', { calendar })).to.equal('2026-09-30'))

  it('without the suffix a due date stays on its holiday', () => expect(due('30天', '2026-09-01', { calendar })).to.equal('2026-10-01'))

  it('a year whose holidays are not known yet gives a provisional date', () => {
    const [next] = dueDates(parseTerms('30天 顺延'), { documentDate: day('2026-12-10'), calendar })
    expect([iso(next.due), next.provisional]).to.deep.equal(['2027-01-11', true])
    const [known] = dueDates(parseTerms('30天 顺延'), { documentDate: day('2026-09-01'), calendar })
    expect(known.provisional).to.equal(undefined)
  })
})

describe('payment terms: validity', () => {
  it('by date: the first alternative that holds on the document date', () => {
    const terms = '2026-01-01至2026-06-30：月结30天；2026-07-01起：月结60天；现结'
    expect(due(terms, '2025-12-31')).to.equal('2025-12-31')
    expect(due(terms, '2026-01-01')).to.equal('2026-03-02')
    expect(due(terms, '2026-06-30')).to.equal('2026-07-30')
    expect(due(terms, '2026-07-01')).to.equal('2026-09-29')
  })

  it('by month, also over the turn of the year', () => {
    const terms = '11-2月：现结；其他：30天'
    expect(['2026-10-31', '2026-11-01', '2027-02-28', '2027-03-01'].map(date => due(terms, date))).to.deep.equal([
      '2026-11-30',
      '2026-11-01',
      '2027-02-28',
      '2027-03-31',
    ])
  })

  it('by both, in English', () => {
    const terms = 'from 2026-01-01 to 2026-12-31 in months 6, 7: net 60; net 30'
    expect(['2026-06-01', '2026-08-01', '2027-06-01'].map(date => due(terms, date))).to.deep.equal([
      '2026-07-31',
      '2026-08-31',
      '2027-07-01',
    ])
  })

  it('a document that no alternative fits is refused', () => refused('TERMS_NOT_VALID', () => due('至2026-06-30：月结30天', '2026-07-01')))
})

describe('payment terms: what cannot be read is refused', () => {
  for (const text of [
    '',
    '30',
    'whenever',
    '月结次月32日',
    '次月0日',
    '0日截止月结',
    '30/60 0/30天',
    '30/60/10 0/30天',
    '30/60/10',
    '40%预付 50%30天',
    '30%预付 70%',
    '余款30天 30%预付',
    '100%预付 余款30天',
    '2/10 EOM',
    '13月：现结',
    '2026-02-01至2026-01-01：现结',
    '：现结',
    '现结；',
    '月结30天 foo',
    '月'.repeat(2001),
  ])
    it(`“${text.slice(0, 40)}”`, () => refused('BAD_TERMS', () => parseTerms(text)))

  it('31 February as the first day of a validity', () => refused('BAD_DATE', () => parseTerms('2026-02-31起：现结')))
})

describe('payment terms: written in words and read back', () => {
  const back = (terms: PaymentTerms) => {
    for (const language of ['zh', 'en'] as const)
      expect(parseTerms(termsText(terms, language)), termsText(terms, language)).to.deep.equal(terms)
  }

  for (const typed of Object.values(TYPED).flatMap(cases => cases.map(([terms]) => terms))) it(typed, () => back(parseTerms(typed)))

  it('in the words of the trade', () => {
    expect(termsText(parseTerms('2/10 net 30'), 'zh')).to.equal('30天，10天内付款优惠2%')
    expect(termsText(parseTerms('30%预付 60%货到30天 10%月结90天'), 'en')).to.equal(
      '30% cash in advance, 60% 30 days after delivery, 10% 90 EOM',
    )
    expect(termsText(parseTerms('cut-off 25 15 MFI'), 'zh')).to.equal('25日截止次月15日付')
    expect(termsText(parseTerms('月结1个月'), 'en')).to.equal('end of the next month')
  })

  it('whatever the terms are', () => {
    const count = fc.integer({ min: 1, max: 99 })
    const date = fc.integer({ min: 1, max: 31 })
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ addDays: count }),
      fc.record({ addMonths: count }),
      fc.constant({ monthEnd: true as const }),
      fc.record({ day: date }),
    )
    const steps = fc.record(
      { steps: fc.array(step, { maxLength: 4 }), base: fc.constantFrom('received' as const, 'delivery' as const), cutOff: date },
      { requiredKeys: ['steps'] },
    )
    const line: fc.Arbitrary<TermLine> = fc.oneof(steps, fc.constant({ prepaid: true as const, steps: [] }))
    const share = fc.oneof(
      fc.integer({ min: 1, max: 300 }).map(thousandths => ({ shareOfTotal: String(thousandths / 1000) })),
      fc.integer({ min: 1, max: 999 }).map(thousandths => ({ shareOfLeft: String(thousandths / 1000) })),
      fc.integer({ min: 1, max: 99999 }).map(fen => ({ fixed: String(fen / 100) })),
    )
    const parts = fc.array(
      fc.tuple(share, line).map(([share, line]): TermLine => ({ ...share, ...line })),
      { maxLength: 3 },
    )
    const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 }).map(list => list.sort((a, b) => a - b))
    const discount = fc.record({ percent: fc.integer({ min: 1, max: 99 }).map(tenths => String(tenths / 10)), withinDays: count })
    const alternative: fc.Arbitrary<TermsAlternative> = fc.record(
      {
        lines: fc.tuple(parts, line).map(([parts, last]) => [...parts, last]),
        from: fc.constantFrom('2026-01-01', '2026-05-31').map(text => text as IsoDate),
        to: fc.constantFrom('2026-06-01', '2027-12-31').map(text => text as IsoDate),
        months,
        discounts: fc.array(discount, { minLength: 1, maxLength: 2 }),
        shift: fc.constantFrom('next' as const, 'previous' as const),
      },
      { requiredKeys: ['lines'] },
    )
    fc.assert(
      fc.property(fc.array(alternative, { minLength: 1, maxLength: 2 }), alternatives => back({ alternatives })),
      { numRuns: 500 },
    )
  })
})
