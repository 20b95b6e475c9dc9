import { expect } from 'chai'
import * as fc from 'fast-check'
import iconv from 'iconv-lite'
import { csv, readCsv, type CsvRow } from '../../../server/files/csv.js'
import type { Refusal } from '../../../shared/refusals.js'
import { agingSheet } from './sample.js'

async function read(bytes: Uint8Array | string, limits = {}): Promise<CsvRow[]> {
  const rows: CsvRow[] = []
  for await (const row of readCsv(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, 'x.csv', limits)) rows.push(row)
  return rows
}

const cells = async (bytes: Uint8Array | string) => (await read(bytes)).map(row => row.cells)
const refusal = (bytes: Uint8Array | string, limits = {}) =>
  read(bytes, limits).then(
    () => undefined,
    (error: Refusal) => error,
  )

describe('writing CSV', () => {
  const text = Buffer.from(csv(agingSheet())).toString('utf8')

  it('starts with the mark by which Excel knows UTF-8, and reads back', async () => {
    expect(text.charCodeAt(0)).to.equal(0xfeff)
    const rows = await cells(csv(agingSheet(), 'table'))
    expect(rows.map(row => row[0])).to.deep.equal(['客户编码', '0001', '0002', '0003', '0011', '0012', '0013'])
    expect(rows[1].slice(3)).to.deep.equal(['61.50', '10.00', '20.25', '31.25', '0.5', '-1234.56', '2026-02-28', '上月：承诺付款'])
  })

  it('makes formulas their values and text that looks like one text, but leaves negative numbers alone', () => {
    expect(text).to.include(`"'=HYPERLINK(""http://x"",""甲"")"`)
    expect(text).to.include('合计,,375.00').and.to.include(',-1234.56,').and.not.to.include('SUBTOTAL')
    for (const start of ['=', '+', '-', '@', '\t', '\r']) {
      const sheet = agingSheet()
      sheet.rows[5].cells[0] = `${start}1`
      expect(Buffer.from(csv(sheet)).toString()).to.include(`'${start}1`)
    }
  })
})

describe('reading CSV', () => {
  const table = '客户,金额\r\n甲公司,"1,234.56"\r\n乙公司,-2\r\n'

  it('knows UTF-8 with and without mark, UTF-16 and GB18030', async () => {
    const expected = [
      ['客户', '金额'],
      ['甲公司', '1,234.56'],
      ['乙公司', '-2'],
    ]
    expect(await cells(table)).to.deep.equal(expected)
    expect(await cells(`\ufeff${table}`)).to.deep.equal(expected)
    expect(await cells(iconv.encode(table, 'gb18030'))).to.deep.equal(expected)
    expect(await cells(iconv.encode(table, 'utf16le', { addBOM: true }))).to.deep.equal(expected)
  })

  it('reads names outside GBK: 㐂𠮷', async () => {
    expect(await cells(iconv.encode('客户,㐂𠮷\n', 'gb18030'))).to.deep.equal([['客户', '㐂𠮷']])
  })

  it('guesses comma, semicolon and tab', async () => {
    for (const [delimiter, amount] of [
      [',', '1.5'],
      [';', '1,5'],
      ['\t', '1,5'],
    ]) {
      expect(await cells(`a${delimiter}b${delimiter}c\nx${delimiter}${amount}${delimiter}z\n`)).to.deep.equal([
        ['a', 'b', 'c'],
        ['x', amount, 'z'],
      ])
    }
    expect(await cells('one\ntwo\n')).to.deep.equal([['one'], ['two']])
  })

  it('numbers rows by the line they begin on, through quoted line breaks and empty lines', async () => {
    const rows = await read('a,b\n"two\nlines",1\n\n\nlast,"x ""y"""\n')
    expect(rows).to.deep.equal([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['two\nlines', '1'] },
      { line: 6, cells: ['last', 'x "y"'] },
    ])
  })

  it('refuses quotes that do not pair up, naming the line', async () => {
    expect((await refusal('a,b\n1,"open\n2,3\n'))?.message).to.include('line 2')
    expect((await refusal('a,b\n1,2\n3,x"y\n'))?.message).to.include('line 3')
    expect((await refusal('a,b\n1,2\n3,"x"y\n'))?.text('zh')).to.include('第 3 行')
  })

  it('refuses a file cut off in a row or in a letter, naming the line, and takes one without a last line break', async () => {
    const cutRow = await refusal('a,b,c\n1,2,3\n4,5')
    expect(cutRow?.code).to.equal('BAD_FILE')
    expect(cutRow?.message).to.include('line 3')
    const bytes = Buffer.from('客户,名称\n1,甲公司')
    expect((await refusal(bytes.subarray(0, bytes.length - 1)))?.message).to.include('line 2')
    expect(await cells('a,b\n1,2')).to.deep.equal([
      ['a', 'b'],
      ['1', '2'],
    ])
    expect(await cells('')).to.deep.equal([])
  })

  it('refuses what is not text and what is too long', async () => {
    expect((await refusal(Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe, 0])))?.code).to.equal('BAD_FILE')
    expect((await refusal('a\nb\nc\n', { rows: 2 }))?.code).to.equal('TOO_LARGE')
    expect((await refusal('a\nb\nc\n', { bytes: 3 }))?.code).to.equal('TOO_LARGE')
  })

  it('reads a long file in pieces', async () => {
    const rows = await read(Array.from({ length: 30_000 }, (_, at) => `C${at},"客户 ""${at}"""\n`).join(''))
    expect(rows).to.have.length(30_000)
    expect(rows[29_999]).to.deep.equal({ line: 30_000, cells: ['C29999', '客户 "29999"'] })
  })

  it('lets any text through a written file unharmed, but for the apostrophe', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 12 }), async name => {
        fc.pre(!/[\0\ufeff\ufffd]/.test(name))
        const sheet = agingSheet()
        sheet.rows[5].cells[1] = name
        const back = (await cells(csv(sheet, 'table')))[1][1]
        expect(back).to.equal(/^[=+\-@\t\r]/.test(name) ? `'${name}` : name)
      }),
      { numRuns: 50 },
    )
  })
})
