import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import { importFiles } from '../../../server/files/import-file.js'
import { learn, learnedProfiles } from '../../../server/files/learned-profiles.js'
import type { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { balance } from '../../../shared/domain/balance.js'
import type { Refusal } from '../../../shared/refusals.js'
import { bookWith, post } from '../../shared/intake/sample-exports.js'
import { cell, exportSources, exportsRead, faultsOf, textsOf } from './export-files.js'

const balances = (book: Book) =>
  book.customers.texts.map((code, i) => [book.customerFiles[i]?.name ?? code, Number(balance(book, i, { asOf: day('2026-12-31') }))])

describe('exports of other programs', () => {
  for (const name of ['kis-vouchers.csv', 'kis-vouchers.xlsx', 'k3-vouchers.csv', 'k3-vouchers.xlsx', 'u8-vouchers.txt']) {
    it(`${name}: eight vouchers become invoices, receipts and credit notes that tie to accounts 1122 and 2203`, async () => {
      const { rows, faults, remarks } = await exportsRead([name])
      expect(faults).to.deep.equal([])
      expect(rows.map(({ table, row }) => `${table} ${cell(row.number ?? row.code)} ${cell(row.amount)}`.trim())).to.deep.equal([
        `customers ${name.startsWith('kis') ? '01' : 'C01'}`,
        `customers ${name.startsWith('kis') ? '02' : 'C02'}`,
        'invoices 25310001 11300.00',
        'invoices 2026-03-记-2 22600.00',
        'receipts 2026-03-收-1 11300.00',
        'receipts 2026-03-收-2 990.00',
        'receipts 2026-03-收-3 5000.00',
        'creditNotes 2026-03-记-3 2260.00',
        'creditNotes 2026-03-收-2 10.00',
      ])
      expect(rows[2].row.lines).to.deep.equal([{ net: '10000.00', tax: '1300.00' }])
      const book = bookWith()
      expect(new Set(post(book, rows))).to.deep.equal(new Set(['accepted']))
      expect(balances(book).map(([, amount]) => amount)).to.deep.equal([-500000, 1934000])
      const told = remarks.map(({ en }) => en).join('\n')
      expect(told).to.contain('Account 1122: 6 lines, debits 31640.00, credits 15300.00').and.to.contain('Account 2203: 2 lines')
      expect(told.match(/difference 0\.00/g)).to.have.length(2)
      expect(told).to.contain('to be looked at: 2026-03-25 收-2.')
      // The same vouchers again, now that their customers are known.
      const again = await exportsRead([name], { book })
      expect(new Set(post(book, again.rows))).to.deep.equal(new Set(['already-there']))
      expect(again.hash).to.not.equal((await exportsRead([name])).hash)
    })
  }

  it('a text of U8 without 填制凭证 asks which column holds the customer', async () => {
    const asked = await exportsRead(['u8-vouchers-plain.txt'])
    expect(faultsOf(asked)).to.deep.equal(['2 科目编码 CUSTOMER_MISSING'])
    expect(textsOf(asked)[1]).to.contain('--customer-column 18')
    const told = await exportsRead(['u8-vouchers-plain.txt'], { vouchers: { customerColumn: 18 } })
    expect([told.faults, told.rows.length]).to.deep.equal([[], 9])
  })

  it('what is dated before the start becomes opening items; another account may be the receivable one', async () => {
    const { rows } = await exportsRead(['k3-vouchers.csv'], { vouchers: { start: '2026-03-21' as never } })
    expect(rows.flatMap(({ table, row }) => (table === 'openingItems' ? [row.amount] : []))).to.deep.equal([
      '11300.00',
      '22600.00',
      '-11300.00',
    ])
    const book = bookWith()
    post(book, rows)
    expect(balances(book).map(([, amount]) => amount)).to.deep.equal([-500000, 1934000])
    const none = await exportsRead(['k3-vouchers.csv'], { vouchers: { receivable: '1131', advance: '2131' } })
    expect([none.rows, none.faults]).to.deep.equal([[], []])
  })

  for (const name of ['tax-invoices.csv', 'tax-invoices-gb18030.csv', 'tax-invoices.xlsx', 'tax-invoice-lines.csv']) {
    it(`${name}: invoices of the tax platform, red ones as credit notes of their blue one, void ones left out`, async () => {
      const { rows, faults, remarks } = await exportsRead([name])
      expect(faults).to.deep.equal([])
      const documents = rows.filter(({ row }) => row.amount !== undefined)
      expect(documents.map(({ table, row }) => [table, row.number, row.series, row.amount, row.invoice])).to.deep.equal([
        ['invoices', '26310000000000000001', undefined, '11300.00', undefined],
        ['invoices', '26310000000000000002', undefined, '22600.00', undefined],
        ['invoices', '07654321', '031002300111', '1130.00', undefined],
        ['creditNotes', '26310000000000000003', undefined, '2260.00', '26310000000000000002'],
      ])
      const withLines = /lines|xlsx/.test(name)
      expect(documents[0].row.lines).to.have.length(withLines ? 2 : 1)
      expect(rows.filter(({ table }) => table === 'values').map(({ row }) => row.value)).to.deep.equal([
        '91330100MA2YUNTING',
        '91320500MA3BEIHE00',
      ])
      const book = bookWith()
      expect(new Set(post(book, rows))).to.deep.equal(new Set(['accepted']))
      expect(balances(book)).to.deep.equal([
        ['云汀机械有限公司', 1243000],
        ['北禾电气有限公司', 2034000],
      ])
      expect(remarks.map(({ zh }) => zh).join('\n')).to.contain('已作废发票 1 张未导入：26310000000000000004')
      // Next month: nothing is new, also from the list in its other form.
      const again = [
        ...(await exportsRead([name], { book })).rows,
        ...(await exportsRead([withLines ? 'tax-invoices.csv' : 'tax-invoice-lines.csv'], { book })).rows,
      ]
      expect(new Set(post(book, again))).to.deep.equal(new Set(['already-there']))
    })
  }

  it('learns how files of an unknown program are read, and says when their headings change', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'learned-'))
    try {
      const [source] = await exportSources(['t-plus-sales.csv'])
      expect(faultsOf(await exportsRead(['t-plus-sales.csv']))).to.deep.equal(['0  HEADINGS_UNKNOWN'])
      const map = '单据编号=number,往来户=customer,单据日期=docDate,存货编码=product,数量=quantity,无税金额=net,税额=tax'
      await learn(folder, source, { name: 'T+ 销货单', map })
      const learned = await learnedProfiles(folder)
      const { rows, faults } = await exportsRead(['t-plus-sales.csv'], { learned })
      expect(faults).to.deep.equal([])
      const book = bookWith()
      expect(new Set(post(book, rows))).to.deep.equal(new Set(['accepted']))
      expect(balances(book)).to.deep.equal([
        ['云汀机械有限公司', 1130000],
        ['北禾电气有限公司', 2260000],
      ])
      expect([book.documents.count, book.lines.count]).to.deep.equal([2, 3])
      const renamed = { name: 'b.csv', bytes: Buffer.from('单据日期,单据编号,客户,业务类型,存货编码,数量,含税单价,无税金额,税额,制单人\n') }
      const changed = await importFiles([renamed], { currency: 'CNY', learned })
      expect(faultsOf(changed)).to.deep.equal(['0 往来户 HEADINGS_CHANGED'])
      expect(textsOf(changed)).to.satisfy(
        ([en, zh]: string[]) => en.includes('lacks 往来户; has besides 客户') && zh.includes('缺少 往来户; 多出 客户'),
      )
      const refused = (said: string, name = 'x') => learn(folder, source, { name, map: said }).then(String, (error: Refusal) => error.code)
      expect(await refused('单据编号=number')).to.equal('BAD_PROFILE')
      expect(await refused('号=number')).to.equal('BAD_PROFILE')
      expect(await refused('单据编号=colour')).to.equal('BAD_PROFILE')
      expect(await refused('单据编号')).to.equal('BAD_ARGUMENT')
      expect(await refused(map, '../x')).to.equal('BAD_ARGUMENT')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
