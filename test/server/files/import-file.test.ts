import { readFileSync } from 'node:fs'
import { expect } from 'chai'
import iconv from 'iconv-lite'
import {
  faultText,
  importFiles,
  readProfile,
  refusedRow,
  sourcesOf,
  type FileImport,
  type ImportSource,
} from '../../../server/files/import-file.js'
import { zip } from '../../../server/files/zip.js'
import { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { aging, agingRow, agingTotals } from '../../../shared/domain/aging.js'
import { Posting } from '../../../shared/domain/posting/posting.js'
import type { Refusal } from '../../../shared/refusals.js'
import { refuse } from '../../../shared/refusals.js'
import { postRows } from '../../../shared/tables/post.js'
import { sampleParts } from './sample.js'

const at = (path: string) => new URL(`../../../${path}`, import.meta.url).pathname
const profile = (name: string) => JSON.parse(readFileSync(at(`docs/profiles/${name}.json`), 'utf8')) as unknown
const source = (name: string, text: string | Uint8Array): ImportSource => ({
  name,
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
})
const dataSet = (set: string, names: string[]) => sourcesOf(names.map(name => at(`test/fixtures/data/${set}/${name}.csv`)))

/** The rows posted in a new ledger in yuan; refusals are told. */
function posted(read: FileImport): { book: Book; refused: string[]; remarks: string[] } {
  const book = new Book({ code: 'x', name: 'x', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  book.note(1, 0)
  const posting = new Posting(book, 1, 'passed-over')
  const answers = postRows(posting, read.rows)
  const refused = answers.flatMap(answer => (answer.outcome === 'refused' ? [answer.refusal.code] : []))
  return { book, refused, remarks: posting.remarks.map(({ code }) => code) }
}

const IBM = [
  'countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate',
  '391,0011-AAAAA,4/6/2013,611001,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0',
  '406,0022-BBBBB,3/3/2012,611002,1/26/2013,2/25/2013,61.74,Yes,3/3/2013,Electronic,36,6',
  '406,0022-BBBBB,3/3/2012,611003,2/20/2013,3/22/2013,40.00,Yes,,Electronic,,',
]
const OPEN =
  'business_code,cust_number,name_customer,buisness_year,doc_id,posting_date,due_in_date,baseline_create_date,cust_payment_terms,converted_usd'

describe('importing files', () => {
  it('IBM form: one line is a customer, an invoice and, once settled, a receipt and its allocation; dates are American', async () => {
    const read = await importFiles([source('WA-Accounts-Receivable.csv', IBM.join('\n'))], {
      profile: profile('ibm-late-payments'),
      currency: 'CNY',
    })
    expect(read.faults).to.deep.equal([])
    const { book, refused } = posted(read)
    expect(refused).to.deep.equal([])
    expect(agingTotals(aging(book, { asOf: day('2013-03-01') })).map(Number)).to.deep.equal([4000, 6174, 0, 0, 0, 0])
    expect(agingTotals(aging(book, { asOf: day('2013-03-03') })).map(Number)).to.deep.equal([4000, 0, 0, 0, 0, 0])
  })

  it('HighRadius forms: ids as floats, two date forms, lost zeros and dollars that are Canadian give the same aging', async () => {
    const first = [
      OPEN,
      'U001,200744019,TARG us ,2020,1930659387,05-03-2020,03-04-2020,05-03-2020,NAA8,11173.02',
      'U001,200744019,TARG llc,2020,1930659388,19-03-2020,12-05-2020,19-03-2020,NAA8,10',
      'CA02,140104409,LOB foods,2020,2960623488,01-04-2020,11-04-2020,01-04-2020,CA10,70.007',
      'U001,CCU001,KRAFT,2020,1930659390,01-04-2020,01-04-2020,01-04-2020,NAA8,5',
    ]
    const second = [
      OPEN,
      'U001,0200744019,TARG us ,2020.0,1930659387.0,2020-03-05 00:00:00.000000000,2020-04-03 00:00:00.000000000,x,NAA8,11173.02',
      'U001,0200744019,TARG llc,2020.0,1930659388.0,2020-03-19 00:00:00.000000000,2020-05-12 00:00:00.000000000,x,NAA8,10',
      'CA02,0140104409,LOB foods,2020.0,2960623488.0,2020-04-01 00:00:00.000000000,2020-04-11 00:00:00.000000000,x,CA10,100.01',
      'U001,CCU001,KRAFT,2020.0,1930659390.0,2020-04-01 00:00:00.000000000,2020-04-01 00:00:00.000000000,x,NAA8,5',
    ]
    const a = await importFiles([source('open_items_ddmmyyyy.csv', first.join('\n'))], {
      profile: profile('highradius-ddmmyyyy'),
      currency: 'CNY',
    })
    const b = await importFiles([source('open_items_timestamp.csv', second.join('\n'))], {
      profile: profile('highradius-timestamp'),
      currency: 'CNY',
    })
    expect([...a.faults, ...b.faults]).to.deep.equal([])
    const sheets = [a, b].map(read => {
      const { book, refused } = posted(read)
      expect(refused).to.deep.equal([])
      const sheet = aging(book, { asOf: day('2020-04-15') })
      return sheet.groups.map((code, i) => [code, book.customerFiles[i]?.name, ...[...agingRow(sheet, i)].map(Number)])
    })
    expect(sheets[0]).to.deep.equal([
      ['200744019', 'TARG us', 1000, 1117302, 0, 0, 0, 0],
      ['140104409', 'LOB foods', 0, 7001, 0, 0, 0, 0],
      ['CCU001', 'KRAFT', 0, 500, 0, 0, 0, 0],
    ])
    expect(sheets[1]).to.deep.equal(sheets[0])
    expect(a.remarks.map(({ en }) => en).join('\n'))
      .to.contain('1 values of customers.code')
      .and.to.contain('adds 0.003')
  })

  it('AdventureWorks LT: lines with the cost of their products, rounded line by line; headers that differ are told', async () => {
    const files = await dataSet('adventureworks-lt', ['Customer', 'Product', 'SalesOrderHeader', 'SalesOrderDetail'])
    const read = await importFiles(files, { profile: profile('adventureworks-lt'), currency: 'USD' })
    expect(read.faults).to.deep.equal([])
    const { book, refused, remarks } = posted(read)
    expect(refused).to.deep.equal([])
    let net = 0
    let cost = 0
    for (let line = 0; line < book.lines.count; line++) {
      net += book.lines.net[line]
      cost += book.lines.cost[line]
    }
    expect([book.documents.count, book.lines.count, net, cost]).to.deep.equal([32, 542, 70869007, 72214575])
    expect(remarks).to.deep.equal(new Array(32).fill('LINES_DIFFER'))
  })

  it('Chinook: invoices with their lines, customers that are people, letters of many languages', async () => {
    const files = await dataSet('chinook', ['Customer', 'Invoice', 'InvoiceLine'])
    const read = await importFiles(files, { profile: profile('chinook'), currency: 'CNY' })
    expect(read.faults).to.deep.equal([])
    const { book, refused, remarks } = posted(read)
    expect([refused, remarks]).to.deep.equal([[], []])
    expect(Number(agingTotals(aging(book, { asOf: day('2025-12-31') })).reduce((sum, amount) => sum + amount, 0))).to.equal(232860)
    expect(book.customerFiles[book.customers.find('2')!]?.name).to.equal('Leonie Köhler')
  })

  it('reads GB18030 and UTF-8 alike, also when the profile states the encoding', async () => {
    const text = '发票号,客户编码,客户名称,开票日期,到期日,金额\nFP1,C1,云汀机械㐀,2026.1.5,2026-02-04,"￥1,130.00"\n'
    const plain = await importFiles([source('发票.csv', text)], { currency: 'CNY' })
    expect(plain.faults).to.deep.equal([])
    expect(plain.rows.map(({ row }) => row.name ?? row.amount)).to.deep.equal(['云汀机械㐀', '1130'])
    const chinese = source('发票.csv', iconv.encode(text, 'gb18030'))
    expect((await importFiles([chinese], { currency: 'CNY' })).rows).to.deep.equal(plain.rows)
    const stated = {
      name: 't',
      encoding: 'gb18030',
      files: [{ rows: [{ table: 'customers', columns: { code: '客户编码', name: '客户名称' } }] }],
    }
    expect((await importFiles([chinese], { profile: stated, currency: 'CNY' })).rows[0].row.name).to.equal('云汀机械㐀')
  })

  it('a file with ten bad rows reports ten, in both languages, with line, column and value', async () => {
    const good = 'I0,C1,2026-01-05,2026-02-04,5'
    const bad = ['31/31/2026', '2026-02-31', 'x', '2026-02-30', '2026-13-01', '#N/A', '2026', '13月', '45000', '1899-01-01']
    const text = ['number,customer,date,due,amount', good, ...bad.map((date, i) => `I${i + 1},C1,${date},2026-12-31,5`)].join('\n')
    const { faults, rows } = await importFiles([source('invoices.csv', text)], { currency: 'CNY' })
    expect(faults.map(({ line, column, value }) => [line, column, value])).to.deep.equal(bad.map((value, i) => [i + 3, 'date', value]))
    expect(rows).to.have.length(1)
    expect(faultText(faults[1], 'en')).to.equal(
      'invoices.csv, line 4, column date [2026-02-31]: “2026-02-31” is not a date. Write it as 2026-03-31.',
    )
    expect(faultText(faults[1], 'zh')).to.equal(
      'invoices.csv，第 4 行，“date”列 [2026-02-31]: “2026-02-31”不是有效日期，请写成 2026-03-31。',
    )
  })

  it('reads the sheets of a workbook: numbers, dates and texts', async () => {
    const { faults, rows, remarks } = await importFiles([source('book.xlsx', workbook())], { currency: 'CNY' })
    expect(faults).to.deep.equal([])
    expect(remarks.map(({ subject }) => subject)).to.deep.equal(['book.xlsx#Documents'])
    expect(rows).to.deep.equal([
      {
        table: 'invoices',
        row: { number: '1001', customer: 'C1', docDate: '2026-01-05', dueDate: '2026-02-04', amount: '1130.3' },
        sourceRow: 2,
      },
    ])
  })

  it('reads a neutral ledger beside other files, and names what cannot be read at all', async () => {
    const ledger = {
      customers: [{ id: 'C1' }],
      invoices: [{ id: 'I1', customer: 'C1', issue: '2026-01-05', due: '2026-02-04', amount: '10.00' }],
    }
    const files = [
      source('ledger.json', JSON.stringify(ledger)),
      source('broken.json', '{'),
      source('empty.csv', ''),
      source('cut.csv', 'a,"b'),
    ]
    const { faults, rows, origins } = await importFiles(files, { currency: 'CNY' })
    expect(rows.map(({ table }) => table)).to.include.members(['customers', 'invoices'])
    expect(origins).to.have.length(rows.length)
    expect(faults.map(({ file, refusal }) => `${file} ${refusal.code}`)).to.deep.equal([
      'broken.json BAD_FILE',
      'empty.csv BAD_FILE',
      'cut.csv BAD_FILE',
    ])
  })

  it('has the same hash for the same files and profile only', async () => {
    const hash = async (text: string, given?: unknown) =>
      (await importFiles([source('invoices.csv', text)], { profile: given, currency: 'CNY' })).hash
    const text = 'number,customer,date,due,amount\nI0,C1,2026-01-05,2026-02-04,5'
    expect(await hash(text)).to.equal(await hash(text))
    expect(await hash(text)).to.match(/^[0-9a-f]{64}$/)
    expect(await hash(text)).to.not.equal(await hash(`${text}\n`))
    expect(await hash(text)).to.not.equal(await hash(text, profile('chinook')))
  })

  it('places what the ledger refuses in the file, and refuses files and profiles that are not there', async () => {
    const read = await importFiles([source('invoices.csv', 'number,customer,date,due,amount\nI0,C9,2026-01-05,2026-02-04,5')], {
      currency: 'CNY',
    })
    const { file, line, value } = refusedRow(read, 0, refuse('UNKNOWN_CUSTOMER', { value: 'C9' }))
    expect([file, line, value]).to.deep.equal(['invoices.csv', 2, 'I0'])
    const codeOf = (work: Promise<unknown>) => work.then(String, (error: Refusal) => error.code)
    expect(await codeOf(sourcesOf([at('nowhere.csv')]))).to.equal('BAD_FILE')
    expect(await codeOf(readProfile(at('docs/architecture.md')))).to.equal('BAD_PROFILE')
    expect(await codeOf(readProfile(at('docs/nowhere.json')))).to.equal('BAD_FILE')
    expect(await codeOf(importFiles([], { profile: { name: 'x' }, currency: 'CNY' }))).to.equal('BAD_PROFILE')
  })
})

/** A workbook with one sheet: headings, then a line with a number as number, a date as serial and a sum of floats. */
function workbook(): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const text = (place: string, value: string) => `<c r="${place}" t="inlineStr"><is><t>${value}</t></is></c>`
  const number = (place: string, value: number, style: number) => `<c r="${place}" s="${style}"><v>${value}</v></c>`
  const headings = ['发票号', '客户编码', '开票日期', '到期日', '价税合计'].map((heading, i) => text(`${'ABCDE'[i]}1`, heading)).join('')
  const line = [
    number('A2', 1001, 0),
    text('B2', 'C1'),
    number('C2', 46027, 1),
    text('D2', '2026.2.4'),
    number('E2', 1130.1 + 0.2, 0),
  ].join('')
  const own: Record<string, string> = {
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData><row r="1">${headings}</row><row r="2">${line}</row></sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet ${main}><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`,
  }
  return zip([...sampleParts()].map(([name, content]): [string, string] => [name, own[name] ?? content]))
}
