import { expect } from 'chai'
import { readWorkbook } from '../../../server/files/xlsx-read.js'
import { unzip, zip } from '../../../server/files/zip.js'
import { xlsx } from '../../../server/files/xlsx.js'
import type { Refusal } from '../../../shared/refusals.js'
import { sampleParts, sampleWorkbook } from './sample.js'

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** A file whose first sheet has one row of `cells`, styled 0 General, 1 date, 2 date with time, 3 money with letters in its format. */
function file(cells: string, date1904 = false): Uint8Array {
  const formats = ['yyyy"年"m"月"d"日"', 'yyyy-mm-dd hh:mm', '[Red]#,##0.00"元 day"']
  const own: Record<string, string> = {
    'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}><sheetData><row r="1">${cells}</row></sheetData></worksheet>`,
    'xl/styles.xml': `<styleSheet ${MAIN}><numFmts count="3">${formats.map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${code.replaceAll('"', '&quot;')}"/>`).join('')}</numFmts><cellXfs count="4"><xf numFmtId="0"/>${formats.map((_, at) => `<xf numFmtId="${164 + at}"/>`).join('')}</cellXfs></styleSheet>`,
  }
  const parts = [...sampleParts()].map(([name, content]): [string, string] => {
    if (name === 'xl/workbook.xml') return [name, content.replace('<bookViews>', `<workbookPr date1904="${date1904 ? 1 : 0}"/><bookViews>`)]
    return [name, own[name] ?? content]
  })
  return zip(parts)
}

const firstRow = async (bytes: Uint8Array) => (await readWorkbook(bytes, 'x.xlsx'))[0].rows[0]
const refusal = (bytes: Uint8Array, limits = {}) =>
  readWorkbook(bytes, 'x.xlsx', limits).then(
    () => undefined,
    (error: Refusal) => error,
  )

describe('reading .xlsx', () => {
  it('gives dates as text in both date systems, by their number format alone', async () => {
    const cells =
      '<c r="A1" s="1"><v>46112</v></c><c r="B1" s="2"><v>46112.75</v></c><c r="C1" s="3"><v>46112</v></c><c r="D1"><v>46112</v></c>'
    expect(await firstRow(file(cells))).to.deep.equal(['2026-03-31', '2026-03-31T18:00:00', 46112, 46112])
    expect(await firstRow(file(cells, true))).to.deep.equal(['2030-04-01', '2030-04-01T18:00:00', 46112, 46112])
  })

  it('gives text, yes and no, errors and gaps as they are', async () => {
    const cells =
      '<c r="B1" t="inlineStr"><is><t>=1+1</t></is></c><c r="C1" t="b"><v>1</v></c><c r="D1" t="e"><v>#N/A</v></c><c r="E1" t="str"><f>"a"</f><v>a</v></c>'
    expect(await firstRow(file(cells))).to.deep.equal([null, '=1+1', true, '#N/A', 'a'])
  })

  it('keeps amounts to the fen and shows numbers that have lost digits as such', async () => {
    const cells = '<c r="A1"><v>82600.15</v></c><c r="B1"><v>0.10000000000000001</v></c><c r="C1"><v>24112000000012345678</v></c>'
    expect(await firstRow(file(cells))).to.deep.equal([82600.15, 0.1, '2.4112000000012345e+19'])
  })

  it('refuses what is not an .xlsx file, what is cut off and what is damaged', async () => {
    const whole = Buffer.from(xlsx(sampleWorkbook()))
    expect((await refusal(Buffer.from('not a workbook')))?.code).to.equal('BAD_FILE')
    expect((await refusal(Buffer.from([0xd0, 0xcf, 0x11, 0xe0])))?.message).to.include('old .xls')
    expect((await refusal(whole.subarray(0, whole.length - 100)))?.code).to.equal('BAD_FILE')
    expect((await refusal(zip([['a.txt', 'a']])))?.code).to.equal('BAD_FILE')
    const damaged = Buffer.from(whole)
    damaged.fill(7, 1000, 1400)
    expect((await refusal(damaged))?.code).to.equal('BAD_FILE')
    expect(
      (
        await refusal(
          zip([
            ['[Content_Types].xml', '<Types/>'],
            ['xl/workbook.xml', '<workbook'],
          ]),
        )
      )?.code,
    ).to.equal('BAD_FILE')
  })

  it('refuses more than its limits before unpacking it, whatever the archive says', async () => {
    const bomb = zip([['[Content_Types].xml', Buffer.alloc(50_000_000)]])
    expect(bomb.length).to.be.lessThan(100_000)
    expect((await refusal(bomb, { unzipped: 1_000_000 }))?.code).to.equal('TOO_LARGE')
    // The same with a size of 10 in its directory.
    const lying = Buffer.from(bomb)
    lying.writeUInt32LE(10, lying.lastIndexOf(Buffer.from('PK\u0001\u0002')) + 24)
    expect((await refusal(lying, { unzipped: 1_000_000 }))?.code).to.equal('TOO_LARGE')
    expect((await refusal(xlsx(sampleWorkbook()), { rows: 10 }))?.code).to.equal('TOO_LARGE')
    expect(await refusal(xlsx(sampleWorkbook()), { rows: 30 })).to.equal(undefined)
  })

  it('takes apart exactly what was put together', () => {
    const parts: [string, Uint8Array][] = [
      ['a', Buffer.from('1')],
      ['dir/b', Buffer.alloc(100_000, 3)],
      ['empty', Buffer.alloc(0)],
    ]
    expect([...unzip(zip(parts), 'x', { unzipped: 1e6, parts: 9 })]).to.deep.equal(parts)
  })
})
