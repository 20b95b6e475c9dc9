import { expect } from 'chai'
import { valueOf } from '../../../shared/reports/sheet.js'
import { sampleLedger } from '../../sample-ledger.js'
import { F1 } from '../domain/aging.test.js'
import { answer, kinds, sheets, value } from './answers.js'

const chinese = /[\u4e00-\u9fff]/

interface RollForwardJson {
  by: string
  columns: string[]
  rows: Record<string, string>[]
  total: Record<string, string>
  proof: Record<string, string | null>
}

describe('the roll-forward', () => {
  const book = sampleLedger(`${F1}
    discount D-1 INV-103 2026-03-20 100.00
    writeoff W-1 INV-103 2026-03-30 40.00
    invoice U-1 C002 2026-02-02 due 2026-03-02 100.00 currency USD rate 7.00
    rate USD 2026-02-28 7.10
    rate USD 2026-03-31 7.30
    control 1122 2026-03-31 91130.00
    value customer C002 owner 2026-01-01 S2`)

  it('foots and ties to the aging and the general ledger', () => {
    const { rows, total, proof } = answer(book, 'roll-forward', { period: '2026-03', asOf: '2026-03-31' }).json() as RollForwardJson
    expect(rows.map(row => row.customer)).to.deep.equal(['C001', 'C002'])
    expect(rows[0]).to.include({
      opening: '93900.00',
      billed: '33900.00',
      cash: '-35000.00',
      credited: '-2260.00',
      discount: '-100.00',
      writtenOff: '-40.00',
      closing: '90400.00',
    })
    expect(rows[1]).to.include({ opening: '710.00', fx: '20.00', closing: '730.00' })
    expect(total.closing).to.equal('91130.00')
    expect(proof).to.deep.equal({ foots: '0.00', aging: '91130.00', agingDifference: '0.00', control: '91130.00' })
  })

  it('draws proof rows that read 0, in both languages, and by owner', () => {
    for (const language of ['zh', 'en'] as const) {
      const [sheet] = sheets(book, 'roll-forward', { period: '2026-03', by: 'owner' }, language)
      for (const proof of ['foots', 'aging', 'control']) expect(value(sheet, proof, 'cash'), proof).to.equal(0)
      expect(kinds(sheet, 'data')).to.have.length(2)
      expect(valueOf(kinds(sheet, 'total')[0].cells[15])).to.equal(91130)
      if (language === 'en') expect(JSON.stringify(sheet)).not.to.match(chinese)
    }
  })

  it('cannot roll products forward', () => {
    expect(() => answer(book, 'roll-forward', { period: '2026-03', filter: '商品=P1' })).to.throw('product')
  })
})
