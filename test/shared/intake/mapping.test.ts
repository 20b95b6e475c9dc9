import { expect } from 'chai'
import { apply } from '../../../shared/intake/mapping.js'
import { profileOf } from '../../../shared/intake/profile.js'
import { Refusal } from '../../../shared/refusals.js'
import { faultsOf, file, mapped } from './sample-files.js'

const INVOICE = { number: 'no', customer: 'cust', docDate: 'date', amount: 'sum' }
const invoices = (more: Record<string, unknown> = {}) => [{ table: 'invoices', columns: { ...INVOICE, ...more } }]

function refusedProfile(profile: unknown): string {
  try {
    apply(profileOf(profile), [file('a.csv', 'no\n1')], 'CNY')
    return 'taken'
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}

describe('mapping profiles', () => {
  it('makes a row of each line, with the line it comes from', () => {
    const { rows, faults, origins } = mapped('no|cust|date|sum\nI1|C1|2026-03-05|1,000.50', invoices())
    expect(faults).to.deep.equal([])
    expect(rows).to.deep.equal([
      { table: 'invoices', row: { number: 'I1', customer: 'C1', docDate: '2026-03-05', amount: '1000.5' }, sourceRow: 2 },
    ])
    expect(origins).to.deep.equal([{ file: 'a.csv', line: 2 }])
  })

  it('lists the faults of ten bad rows, each with line, column and value', () => {
    const bad = ['31/31/2026', '3/4/2026', '2026-02-31', 'x', '1/2/2026', '2026-13-01', '99999999', '2/1/2026', '4/5/2026', '6/7/2026']
    const lines = bad.map((date, i) => `I${i}|C1|${date}|10`)
    const read = mapped(['no|cust|date|sum', ...lines, 'I99|C1|2026-01-01|10'].join('\n'), invoices())
    expect(read.faults.map(({ line }) => line)).to.deep.equal([2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
    expect(read.faults.map(({ value }) => value)).to.deep.equal(bad)
    expect(read.faults.every(({ column }) => column === 'date')).to.be.true
    expect(read.rows).to.have.length(1)
  })

  it('lists every bad cell of a line, not only the first', () => {
    expect(faultsOf(mapped('no|cust|date|sum\nI1|C1|x|y', invoices()))).to.deep.equal(['2 date [x] BAD_DATE', '2 sum [y] BAD_AMOUNT'])
  })

  it('tells a bad cell once, and makes nothing of its line but what other lines need too', () => {
    const rows = [
      { table: 'customers', once: 'code', columns: { code: 'cust' } },
      ...invoices(),
      { table: 'receipts', columns: { ...INVOICE, number: 'RC-{no}', docDate: 'paid' } },
      { table: 'allocations', columns: { from: 'RC-{no}', to: 'no', date: 'paid', amount: 'sum' } },
    ]
    const read = mapped('no|cust|date|sum|paid\nI1|C1|2026-01-01|x|2026-02-01\nI2|C1|2026-01-01|5|2026-02-31', rows)
    expect(faultsOf(read)).to.deep.equal(['2 sum [x] BAD_AMOUNT', '3 paid [2026-02-31] BAD_DATE'])
    expect(read.rows.map(({ table }) => table)).to.deep.equal(['customers'])
  })

  it('tells a line whose cells have shifted, but not empty cells at its end or remarks beside a sheet', () => {
    const text = 'no|cust|date|sum\nI1|C1|2026-01-01|1|234.50\nI2|C1|2026-01-01|5||'
    expect(faultsOf(mapped(text, invoices()))).to.deep.equal(['2  [234.50] LINE_TOO_LONG'])
    const profile = profileOf({ name: 't', files: [{ rows: invoices() }] })
    expect(apply(profile, [file('a.xlsx', text, 'data')], 'CNY').faults).to.deep.equal([])
  })

  it('tells empty cells that are needed, and a heading that is missing once', () => {
    expect(faultsOf(mapped('no|cust|date|sum\nI1||2026-01-01|', invoices()))).to.deep.equal(['2 cust [] MISSING_CELL'])
    expect(faultsOf(mapped('no|cust|date|sum\nI1|C1|2026-01-01|', invoices()))).to.deep.equal(['2 sum [] MISSING_CELL'])
    expect(faultsOf(mapped('no|cust|date\nI1|C1|2026-01-01\nI2|C1|2026-01-01', invoices()))).to.deep.equal(['0 sum [] MISSING_COLUMN'])
  })

  it('takes the first spelling that is there, columns by place, constants and templates', () => {
    const rows = [
      {
        table: 'receipts',
        columns: { number: 'RC-{no}', customer: 2, docDate: ['paid', 'date'], amount: 'sum', method: { value: 'bank' } },
      },
    ]
    const read = mapped('no|cust|date|sum|paid\nI1|C1|2026-01-01|5|\nI2|C1|2026-01-01|5|2026-02-01', rows)
    expect(read.faults).to.deep.equal([])
    expect(read.rows.map(({ row }) => [row.number, row.customer, row.docDate, row.method])).to.deep.equal([
      ['RC-I1', 'C1', '2026-01-01', 'bank'],
      ['RC-I2', 'C1', '2026-02-01', 'bank'],
    ])
  })

  it('finds the headings below a title, whatever their spaces and capitals', () => {
    const read = mapped('Report of March\n\nNO |Cust|DATE|Sum\nI1|C1|2026-01-01|5', invoices())
    expect(faultsOf(read)).to.deep.equal([])
    expect(read.rows[0].sourceRow).to.equal(4)
  })

  it('multiplies, adds and takes away: 万元, tax beside net, debit less credit', () => {
    const text = 'no|cust|date|wan|net|tax|debit|credit\nI1|C1|2026-01-01|1.2345|100|13|50|80'
    const amount = (source: unknown) => mapped(text, invoices({ amount: source })).rows[0].row.amount
    expect(amount({ column: 'wan', times: [10_000] })).to.equal('12345')
    expect(amount({ column: 'net', plus: ['tax'] })).to.equal('113')
    expect(amount({ column: 'debit', less: ['credit'] })).to.equal('-30')
  })

  it('turns the sign where a column says credit', () => {
    const source = { column: 'sum', negative: { side: ['贷', 'Cr'] } }
    const read = mapped('no|cust|date|sum|side\nI1|C1|2026-01-01|5|贷\nI2|C1|2026-01-01|5|借', invoices({ amount: source }))
    expect(read.rows.map(({ row }) => row.amount)).to.deep.equal(['-5', '5'])
  })

  it('translates words, with an else that may be nothing', () => {
    const currency = { column: 'code', map: { CA02: 'CAD' }, else: '' }
    const read = mapped('no|cust|date|sum|code\nI1|C1|2026-01-01|5|CA02\nI2|C1|2026-01-01|5|U001', invoices({ currency }))
    expect(read.rows.map(({ row }) => row.currency)).to.deep.equal(['CAD', undefined])
  })

  it('leaves out lines by condition, and reads words for nothing as nothing', () => {
    const rows = [{ table: 'invoices', where: { sum: 'filled', no: { not: ['合计'] } }, columns: INVOICE }]
    const read = mapped('no|cust|date|sum\nI1|C1|2026-01-01|5\nI2|C1|2026-01-01|NULL\n合计|||5', rows, { empty: ['NULL'] })
    expect(read.rows.map(({ row }) => row.number)).to.deep.equal(['I1'])
    expect(read.faults).to.deep.equal([])
  })

  it('makes a customer once, and tells when its lines differ', () => {
    const rows = [{ table: 'customers', once: 'code', columns: { code: 'cust', name: 'name' } }, ...invoices()]
    const read = mapped('no|cust|date|sum|name\nI1|C1|2026-01-01|5|Targ us\nI2|C1|2026-01-01|5|Targ llc\nI3|C2|2026-01-01|5|Deca', rows)
    expect(read.rows.map(({ table }) => table)).to.deep.equal(['customers', 'customers', 'invoices', 'invoices', 'invoices'])
    expect(read.rows[0].row.name).to.equal('Targ us')
    expect(read.remarks.map(({ en }) => en).join()).to.contain('1 values of customers.code')
  })

  it('joins the lines of another file, with products by key, and tells lines without a partner', () => {
    const profile = profileOf({
      name: 'joined',
      files: [
        {
          match: 'head.csv',
          rows: [
            {
              table: 'invoices',
              columns: INVOICE,
              lines: {
                file: 'detail.csv',
                on: { no: 'of' },
                join: { p: { file: 'products.csv', on: { item: 'id' } } },
                columns: { product: 'item', quantity: 'qty', net: 'net', cost: { column: 'qty', times: ['p.cost'] } },
              },
            },
          ],
        },
      ],
    })
    const files = [
      file('head.csv', 'no|cust|date|sum\n1|C1|2026-01-01|30'),
      file('detail.csv', 'of|item|qty|net\n1|A|2|10\n1.0|B|1|20\n7|A|1|1\n1|X|1|0'),
      file('products.csv', 'id|cost\nA|3.3333\nB|4'),
    ]
    const read = apply(profile, files, 'CNY')
    expect(faultsOf(read)).to.deep.equal(['5 item [X] UNMATCHED_LINE', '4 of [7] UNMATCHED_LINE'])
    files[1] = file('detail.csv', 'of|item|qty|net\n1|A|2|10\n1.0|B|1|20')
    expect(apply(profile, files, 'CNY').rows[0].row.lines).to.deep.equal([
      { product: 'A', quantity: '2', net: '10', cost: '6.67' },
      { product: 'B', quantity: '1', net: '20', cost: '4' },
    ])
  })

  it('gathers instalments of a line, leaving out empty ones', () => {
    const instalments = [
      { due: 'due1', amount: 'part1' },
      { due: 'due2', amount: 'part2' },
    ]
    const read = mapped('no|cust|date|sum|due1|part1|due2|part2\nI1|C1|2026-01-01|5|2026-02-01|5||', [{ ...invoices()[0], instalments }])
    expect(read.rows[0].row.instalments).to.deep.equal([{ due: '2026-02-01', amount: '5' }])
  })

  it('rounds amounts half up once and tells the difference, by the decimals of the currency', () => {
    const read = mapped(
      'no|cust|date|sum|cur\nI1|C1|2026-01-01|1.005|CNY\nI2|C1|2026-01-01|-1.0051|CNY\nI3|C1|2026-01-01|99.5|JPY',
      invoices({ currency: 'cur' }),
    )
    expect(read.rows.map(({ row }) => row.amount)).to.deep.equal(['1.01', '-1.01', '100'])
    expect(read.remarks.map(({ en }) => en).join())
      .to.contain('3 amounts')
      .and.to.contain('0.5001')
  })

  it('refuses more decimals when the profile says so', () => {
    expect(faultsOf(mapped('no|cust|date|sum\nI1|C1|2026-01-01|1.005', invoices(), { rounding: 'refuse' }))).to.deep.equal([
      '2 sum [1.005] TOO_MANY_DECIMALS',
    ])
  })

  it('says when a file fits no part, when a joined file is missing, and passes over a further sheet', () => {
    const profile = profileOf({
      name: 't',
      files: [{ match: 'a.xlsx#data', join: { p: { file: 'p.csv', on: { no: 'no' } } }, rows: invoices() }],
    })
    const text = 'no|cust|date|sum\n1|C1|2026-01-01|30'
    const read = apply(profile, [file('a.xlsx', text, 'data'), file('a.xlsx', 'x', 'notes'), file('b.csv', 'x')], 'CNY')
    expect(read.faults.map(fault => `${fault.file} ${fault.refusal.code}`)).to.deep.equal(['p.csv BAD_FILE', 'b.csv BAD_FILE'])
    expect(read.remarks.map(({ subject }) => subject)).to.deep.equal(['a.xlsx#notes'])
  })

  it('posts in an order in which each row finds what it names', () => {
    const rows = [
      { table: 'allocations', columns: { from: 'RC-{no}', to: 'no', date: 'date', amount: 'sum' } },
      { table: 'receipts', columns: { ...INVOICE, number: 'RC-{no}' } },
      ...invoices(),
      { table: 'customers', once: 'code', columns: { code: 'cust' } },
    ]
    const read = mapped('no|cust|date|sum\nI1|C1|2026-01-01|5', rows)
    expect(read.rows.map(({ table }) => table)).to.deep.equal(['customers', 'invoices', 'receipts', 'allocations'])
  })

  it('refuses a profile that cannot work', () => {
    const of = (rows: unknown[], more = {}) => ({ name: 't', files: [{ rows }], ...more })
    expect(refusedProfile({})).to.equal('BAD_PROFILE')
    expect(refusedProfile(of([{ table: 'nothing', columns: {} }]))).to.equal('UNKNOWN_TABLE')
    expect(refusedProfile(of([{ table: 'invoices', columns: { amonut: 'sum' } }]))).to.equal('BAD_PROFILE')
    expect(refusedProfile(of(invoices(), { dates: ['MM/YYYY'] }))).to.equal('BAD_PROFILE')
    expect(refusedProfile(of(invoices(), { thousands: '.' }))).to.equal('BAD_PROFILE')
    expect(refusedProfile(of(invoices({ amount: { column: 'sum', value: '1' } })))).to.equal('BAD_PROFILE')
    expect(refusedProfile(of([{ table: 'receipts', columns: INVOICE, instalments: [{ due: 'a', amount: 'b' }] }]))).to.equal('BAD_PROFILE')
  })
})
