import { expect } from 'chai'
import fc from 'fast-check'
import { bookWith, filesRead, post, shortOf } from './sample-exports.js'
import { faultsOf, file } from './sample-files.js'

const HEAD = '日期|凭证字|凭证号|摘要|科目代码|科目名称|借方金额|贷方金额'
const kis = (lines: string) => file('凭证.csv', `${HEAD}\n${lines}`)

describe('vouchers of a general ledger', () => {
  it('an unbalanced voucher is a fault and posts nothing; the others stand', () => {
    const read = filesRead([
      kis(`2026-03-05|记|1|销售|1122.01|应收账款-甲|113|
        2026-03-05|记|1|销售|6001|收入||100
        2026-03-06|记|2|销售|1122.01|应收账款-甲|50|
        2026-03-06|记|2|销售|6001|收入||50`),
    ])
    expect(faultsOf(read)).to.deep.equal(['2  [] VOUCHER_UNBALANCED'])
    expect(read.faults[0].refusal.text('zh')).to.contain('借方 113.00、贷方 100.00')
    expect(shortOf(read)).to.deep.equal(['customers 01', 'invoices 2026-03-记-2 50.00'])
    expect(read.remarks.map(({ en }) => en).join('\n')).to.contain('difference 113.00')
  })

  it('date and number may stand on the first line of a voucher only', () => {
    const read = filesRead([
      kis(`2026-03-05|记|1|销售|1122.01|应收账款-甲|50|
        |||销售|6001|收入||50`),
    ])
    expect([read.faults, shortOf(read)]).to.deep.equal([[], ['customers 01', 'invoices 2026-03-记-1 50.00']])
  })

  it('an account without a leaf or customer is a fault, and so is a code that is another customer in the ledger', () => {
    const lines = (account: string) => kis(`2026-03-05|记|1|销售|${account}|50|\n2026-03-05|记|1|销售|6001|收入||50`)
    expect(faultsOf(filesRead([lines('1122|应收账款')]))).to.deep.equal(['2 科目代码 [1122] CUSTOMER_MISSING'])
    const book = bookWith({ table: 'customers', row: { code: '01', name: '乙' } })
    const read = filesRead([lines('1122.01|应收账款-甲')], { book })
    expect(faultsOf(read)).to.deep.equal(['2 科目代码 [1122.01] CODE_OF_ANOTHER'])
    expect(read.faults[0].refusal.text('en')).to.contain('01 is 乙 in the ledger, but here it is 甲')
  })

  it('finds the customer of the ledger by name, former name and full-width letters, and by a leaf of several levels', () => {
    const book = bookWith(
      { table: 'customers', row: { code: 'K9', name: '甲（上海）公司' } },
      { table: 'customers', row: { code: 'K8', name: '新名', formerNames: ['乙-分公司'] } },
    )
    const read = filesRead(
      [
        kis(`2026-03-05|记|1|销售|1122.01.003|应收账款-国内-甲(上海)公司|50|
          2026-03-05|记|1|销售|112204|应收账款-乙-分公司|30|
          2026-03-05|记|1|销售|6001|收入||80`),
      ],
      { book },
    )
    expect(read.faults).to.deep.equal([])
    expect(read.rows.map(({ row }) => [row.customer, row.number, row.amount])).to.deep.equal([
      ['K9', '2026-03-记-1', '50.00'],
      ['K8', '2026-03-记-1/2', '30.00'],
    ])
  })

  it('what stands only against another customer, or pays money back, becomes a note and is told', () => {
    const read = filesRead([
      kis(`2026-03-05|记|1|转户|1122.01|应收账款-甲|50|
        2026-03-05|记|1|转户|1122.02|应收账款-乙||50
        2026-03-06|付|1|退款|1122.01|应收账款-甲|20|
        2026-03-06|付|1|退款|1002|银行||20
        2026-03-07|收|1|红字收款|1002|银行|-7|
        2026-03-07|收|1|红字收款|1122.01|应收账款-甲||-7`),
    ])
    expect(read.faults).to.deep.equal([])
    expect(shortOf(read).slice(2)).to.deep.equal([
      'debitNotes 2026-03-记-1 50.00',
      'debitNotes 2026-03-付-1 20.00',
      'debitNotes 2026-03-收-1 7.00',
      'creditNotes 2026-03-记-1 50.00',
    ])
    expect(read.remarks.map(({ zh }) => zh).join()).to.contain('3 张凭证')
  })

  it('takes the amount in a foreign currency, and does not guess one that is not stated', () => {
    const lines = (more: string, rest: string) =>
      file(
        'v.csv',
        `${HEAD}|币别|汇率${more}\n2026-03-05|记|1|出口|1122.01|应收账款-甲|710||美元|7.1${rest}\n2026-03-05|记|1|出口|6001|收入||710|RMB|1${rest}`,
      )
    expect(filesRead([lines('|原币金额', '|100')]).rows[1].row).to.include({ amount: '100.00', currency: 'USD', rate: '7.1' })
    expect(faultsOf(filesRead([lines('', '')]))).to.deep.equal(['2 币别 [美元] MISSING_COLUMN', '3  [] VOUCHER_UNBALANCED'])
  })

  it('a file that is cut in a voucher is refused', () => {
    const read = filesRead([kis('2026-03-05|记|1|销售|1122.01|应收账款-甲|50|\n2026-03-05|记|1|销售|6001|收入||50\n2026-03-06|记|2|销售')])
    expect([faultsOf(read)[0], read.rows]).to.deep.equal(['4  [] FILE_CUT', []])
  })

  it('whatever the vouchers, what is posted comes to debit less credit of the accounts', () => {
    const account = fc.constantFrom(
      '1122.01|应收账款-甲',
      '1122.02|应收账款-乙',
      '2203.01|预收账款-甲',
      '1002|银行',
      '6001|收入',
      '6603|费用',
    )
    const line = fc.record({ account, amount: fc.integer({ min: -5000, max: 5000 }).filter(amount => amount !== 0), debit: fc.boolean() })
    const voucher = fc.array(line, { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(fc.array(voucher, { minLength: 1, maxLength: 6 }), vouchers => {
        let own = 0
        const lines = vouchers.flatMap((entries, i) => {
          const rest = entries.reduce((sum, { amount, debit }) => sum + (debit ? amount : -amount), 0)
          const all = [...entries, { account: '6602|管理费用', amount: rest, debit: false }]
          return all.map(({ account, amount, debit }) => {
            if (/^(1122|2203)/.test(account)) own += debit ? amount : -amount
            const text = (amount / 100).toFixed(2)
            return `2026-03-0${i + 1}|记|${i + 1}|x|${account}|${debit ? `${text}|` : `|${text}`}`
          })
        })
        const read = filesRead([kis(lines.join('\n'))])
        expect(read.faults).to.deep.equal([])
        const book = bookWith()
        expect(post(book, read.rows).filter(outcome => outcome !== 'accepted')).to.deep.equal([])
        let sum = 0
        for (let i = 0; i < book.documents.count; i++) sum += book.documents.amount[i]
        expect(sum).to.equal(own)
      }),
      { numRuns: 200 },
    )
  })
})
