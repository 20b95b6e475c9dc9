import { expect } from 'chai'
import { writeXlsx } from 'hucre/xlsx'
import { sheetsHere, sheetsOf } from '../../../server/files/sheets.js'

describe('reading long files on a worker', function () {
  this.timeout(30_000)
  const LINES = Array.from({ length: 9000 }, (_, i) => [`FP${i}`, '云汀机械有限公司', '2026-03-05', i, null])

  it('gives the same as reading here, sheet by sheet', async () => {
    const sheets = [
      { name: '发票', rows: LINES },
      { name: '收款', rows: LINES.slice(0, 3) },
    ]
    const source = { name: 'a.xlsx', bytes: new Uint8Array(await writeXlsx({ sheets })) }
    expect(source.bytes.byteLength).to.be.above(200_000)
    const [read, here] = [await sheetsOf(source), await sheetsHere({ ...source, encoding: undefined })]
    expect(read.map(({ sheet, rows }) => [sheet, rows.length])).to.deep.equal([
      ['发票', 9000],
      ['收款', 3],
    ])
    expect(read).to.deep.equal(here)
  })

  it('says in the same words why a long file cannot be read', async () => {
    const bytes = Buffer.from(`${LINES.map(cells => cells.join(',')).join('\n')}\n"open`)
    const refusal = await sheetsOf({ name: 'a.csv', bytes }).catch((error: Error) => error)
    expect(refusal).to.have.property('name', 'Refusal')
    expect(refusal).to.deep.include({ code: 'BAD_FILE' })
    expect((refusal as Error).message).to.contain('line 9001')
  })
})
