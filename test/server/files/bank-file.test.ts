import { expect } from 'chai'
import { writeXlsx } from 'hucre/xlsx'
import { readFileSync } from 'node:fs'
import { Posting } from '../../../shared/domain/posting/posting.js'
import type { Refusal } from '../../../shared/refusals.js'
import { postRows } from '../../../shared/tables/post.js'
import { readBankFiles } from '../../../server/files/bank-file.js'
import { sampleLedger } from '../../sample-ledger.js'

const bytesOf = (name: string) => readFileSync(new URL(`../../fixtures/bank/${name}`, import.meta.url))
const textOf = (name: string) => bytesOf(name).toString('utf8')
const read = (name: string, text: string | Uint8Array = bytesOf(name), settings = {}) =>
  readBankFiles([{ name, bytes: typeof text === 'string' ? Buffer.from(text) : text }], { currency: 'CNY', ...settings })
const rows = ({ rows: all }: Awaited<ReturnType<typeof read>>) =>
  all.map(({ row: { account, serial, day, amount, currency, payer } }) => [account, serial, day, amount, currency, payer])
const codes = ({ faults }: Awaited<ReturnType<typeof read>>) => faults.map(({ line, refusal }) => `${line} ${refusal.code}`)

describe('bank statements as CSV and xlsx', () => {
  it('two columns, a block above and a total below: what came in, and what went out only counted', async () => {
    const found = await read('two-columns.csv')
    expect(codes(found)).to.deep.equal([])
    expect(rows(found)).to.deep.equal([
      ['6222000011112222', '2026030200012', '2026-03-02', '1000.00', 'CNY', '华东机电有限公司'],
      ['6222000011112222', '2026030500031', '2026-03-05', '4935.00', 'CNY', '王建国'],
      ['6222000011112222', '2026032100001', '2026-03-21', '3.10', 'CNY', '应付利息'],
    ])
    expect(found.rows[0].row).to.include({ payerAccount: '33010155501234', text: 'INV-101货款' })
    expect(found.statements[0]).to.include({ opening: 1000000, closing: 1393810 })
    expect(found.remarks.map(({ zh }) => zh)).to.deep.equal(['6222000011112222：1 笔付款未读入。'])
  })

  it('a signed column in GB18030 without serial numbers: equal entries of one day are told apart, always the same way', async () => {
    const found = await read('signed-gb18030.csv')
    expect(codes(found)).to.deep.equal([])
    const serials = found.rows.map(({ row }) => String(row.serial))
    expect(serials.map(serial => serial.replace(/-\w{16}-/, ' '))).to.deep.equal(['20260402 1', '20260402 2', '20260404 1'])
    expect(new Set(serials)).to.have.length(3)
    expect(rows(await read('again.csv', bytesOf('signed-gb18030.csv')))).to.deep.equal(rows(found))
    expect(found.rows[0].row).to.include({ account: '571900000010101', text: '合同款 INV-9' })
  })

  it('newest first, in European writing, with days first as the column shows', async () => {
    const found = await read('english-newest-first.csv', bytesOf('english-newest-first.csv'), { currency: 'EUR' })
    expect(codes(found)).to.deep.equal([])
    expect(rows(found)).to.deep.equal([
      ['DE89370400440532013000', 'R-3', '2026-03-12', '2000.00', 'EUR', 'ACME GmbH'],
      ['DE89370400440532013000', 'R-2', '2026-03-03', '234.56', 'EUR', 'Beta Ltd'],
    ])
  })

  it('a date that may be two days is asked about, never guessed', async () => {
    const text = 'Date,Amount,Payer,Account\n03/04/2026,1.00,A,1\n05/06/2026,2.00,B,1\n'
    expect(codes(await read('a.csv', text))).to.deep.equal(['2 AMBIGUOUS_DATE', '3 AMBIGUOUS_DATE'])
    expect((await read('a.csv', text, { dates: ['D/M/YYYY'] })).rows.map(({ row }) => row.day)).to.deep.equal(['2026-04-03', '2026-06-05'])
  })

  it('what does not add up is refused: a row lost in the middle, the end cut off, an amount altered', async () => {
    const text = textOf('two-columns.csv')
    const lines = text.split('\n')
    expect(codes(await read('lost.csv', lines.filter(line => !line.includes('金桥房产')).join('\n')))).to.deep.equal(['6 STATEMENT_BROKEN'])
    expect(codes(await read('cut.csv', `${lines.slice(0, 6).join('\n')}\n`))).to.deep.equal(['0 STATEMENT_BROKEN'])
    expect(codes(await read('altered.csv', text.replace('"4,935.00"', '"4,953.00"')))).to.deep.equal(['7 STATEMENT_BROKEN'])
    const [{ refusal }] = (await read('altered.csv', text.replace('"4,935.00"', '"4,953.00"'))).faults
    expect(refusal.text('zh')).to.contain('上一笔余额加各笔发生额应为 13953.00，而对账单为 13935.00')
    expect(codes(await read('half.csv', text.slice(0, text.indexOf('王建国') + 1))).map(code => code.split(' ')[1])).to.deep.equal([
      'BAD_FILE',
    ])
  })

  it('what cannot be read is told with its line', async () => {
    const head = '交易日期,收入,支出,对方户名,账号\n'
    expect(codes(await read('a.csv', `${head}2026-02-30,5,,A,1\n2026-02-28,5x,,A,1\n,7,,A,1\n`))).to.deep.equal([
      '4 MISSING_CELL',
      '2 BAD_DATE',
      '3 BAD_AMOUNT',
    ])
    expect(
      codes(await read('a.csv', `${head}2026-02-28,bad,,A,1\n2026-02-28,,--,A,1\nMar 3,5,,A,1\n2026-03-01,1,234.00,,A,1\n`)),
    ).to.deep.equal(['4 BAD_DATE', '2 BAD_AMOUNT', '3 MISSING_CELL', '5 LINE_TOO_LONG'])
    expect(codes(await read('a.csv', `${head}2026-02-28,1.234,,A,1\n`)), 'a point for thousands?').to.deep.equal(['2 TOO_MANY_DECIMALS'])
    expect(codes(await read('a.csv', 'x,y\n1,2\n'))).to.deep.equal(['0 STATEMENT_NOT_KNOWN'])
    expect(codes(await read('a.csv', '交易日期,收入\n2026-03-01,5\n'))).to.deep.equal(['0 BANK_ACCOUNT_MISSING'])
    expect(rows(await read('a.csv', '交易日期,收入\n2026-03-01,5\n', { account: '77' }))[0][0]).to.equal('77')
    expect(codes(await read('a.csv', ''))).to.deep.equal(['0 BAD_FILE'])
  })

  it('a sheet with numbers and real dates', async () => {
    const cells = [
      ['账号', '6222000011112222'],
      ['交易日期', '收入金额', '支出金额', '余额', '对方户名', '用途', '流水号'],
      [new Date(Date.UTC(2026, 2, 2)), 0.1, null, 0.1, '华东机电', '货款', 'T1'],
      ['2026-03-03', 0.2, null, 0.30000000000000004, '华东机电', '货款', 'T2'],
    ]
    const found = await read('流水.xlsx', await writeXlsx({ sheets: [{ name: '明细', rows: cells }] }))
    expect(codes(found)).to.deep.equal([])
    expect(found.rows.map(({ row }) => [row.serial, row.amount])).to.deep.equal([
      ['T1', '0.10'],
      ['T2', '0.20'],
    ])
  })
})

describe('camt.053', () => {
  it('version 02: several transactions of an entry, what is pending left out, both balances proved', async () => {
    const found = await read('camt053-v02.xml')
    expect(codes(found)).to.deep.equal([])
    expect(rows(found)).to.deep.equal([
      ['DE89370400440532013000', 'REF-1', '2026-03-31', '250.00', 'EUR', 'ACME GmbH'],
      ['DE89370400440532013000', 'REF-2/1', '2026-03-31', '100.00', 'EUR', 'Beta Ltd'],
      ['DE89370400440532013000', 'REF-2/2', '2026-03-31', '200.00', 'EUR', 'Gamma SA'],
    ])
    expect(found.rows.map(({ row }) => row.text)).to.deep.equal(['Invoice INV-7 part 1 & 2', 'E-21', 'E-22'])
    expect(found.rows[0].row.payerAccount).to.equal('DE02120300000000202051')
    expect(found.remarks.map(({ en }) => en)).to.deep.equal([
      'DE89370400440532013000: 1 entries are not booked yet and left out.',
      'DE89370400440532013000: 1 payments out are left out.',
    ])
  })

  it('version 08 with a namespace prefix; an entry without a reference of the bank gets a number of its own', async () => {
    const found = await read('camt053-v08.xml')
    expect(codes(found)).to.deep.equal([])
    const [first, second] = rows(found)
    expect(first).to.deep.equal(['6222000011112222', '2026030200012', '2026-03-02', '1000.00', 'CNY', '华东机电有限公司'])
    expect(second[1]).to.match(/^20260305-[0-9a-f]{16}-1$/)
  })

  it('the same line from a CSV and a camt file posts once', async () => {
    const book = sampleLedger('customer C001')
    const posting = new Posting(book, book.change + 1)
    const [csv, camt] = [await read('two-columns.csv'), await read('camt053-v08.xml')]
    expect(postRows(posting, csv.rows).map(({ outcome }) => outcome)).to.deep.equal(['accepted', 'accepted', 'accepted'])
    expect(postRows(posting, [camt.rows[0]]).map(({ outcome }) => outcome)).to.deep.equal(['already-there'])
    expect(postRows(posting, csv.rows).map(({ outcome }) => outcome)).to.deep.equal(['already-there', 'already-there', 'already-there'])
    const [, unnumbered] = camt.rows
    const [answer] = postRows(posting, [unnumbered])
    expect(answer.outcome === 'refused' && answer.refusal.code, 'only one file has the number of the bank').to.equal('BANK_LINE_ALIKE')
    const other = { ...unnumbered, row: { ...unnumbered.row, distinct: true, serial: 'by hand' } }
    expect(book.bankLines.all).to.have.length(3)
    expect(postRows(posting, [other]).map(({ outcome }) => outcome)).to.deep.equal(['accepted'])
    expect(book.bankLines.all).to.have.length(4)
  })

  it('what is cut off, altered or no statement is refused; without balances it is told that nothing proves it', async () => {
    const text = textOf('camt053-v02.xml')
    expect(codes(await read('a.xml', text.slice(0, 1900)))).to.deep.equal(['0 BAD_FILE'])
    expect(codes(await read('a.xml', text.replace('>250.00<', '>205.00<')))).to.deep.equal(['0 STATEMENT_BROKEN'])
    expect(codes(await read('a.xml', text.replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')))).to.deep.equal(['0 BAD_FILE'])
    expect(codes(await read('a.xml', text.replace('>250.00<', '>2,50<')))).to.deep.equal(['0 BAD_FILE'])
    const open = await read('a.xml', text.replace(/<Bal>.*CLBD.*<\/Bal>/, ''))
    expect(codes(open)).to.deep.equal([])
    expect(open.remarks.some(({ zh }) => zh.includes('无法确认是否完整'))).to.equal(true)
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><Document><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>'
    const [{ refusal }] = (await read('a.xml', bomb)).faults as { refusal: Refusal }[]
    expect(refusal.code).to.equal('BAD_FILE')
  })
})
