import { expect } from 'chai'
import { valueOf } from '../../../shared/reports/sheet.js'
import { sampleLedger } from '../../sample-ledger.js'
import { kinds, sheets, values } from './answers.js'

describe('the audit layout', () => {
  const book = sampleLedger(`
    invoice I-0 C001 2022-06-30 due 2022-07-30 700.00
    invoice I-1 C001 2025-11-15 due 2025-12-15 1000.00
    invoice I-2 C002 2026-02-01 due 2026-03-01 500.00
    receipt R-1 C001 2026-01-20 400.00
    receipt R-2 C001 2026-04-02 100.00
    allocate R-1 I-1 2026-01-20 300.00
    value customer C001 relatedParty 2026-01-01 是`)
  const [sheet, documents] = sheets(book, 'monthly-aging', { asOf: '2026-03-31', layout: 'audit' })

  it('shows opening of the year and closing by document date', () => {
    expect(values(sheet, 'C001', ['openingYear', 'opening0', 'opening4', 'openingUnapplied', 'openingTotal'])).to.deep.equal([
      1000, 1000, 700, 0, 1700,
    ])
    expect(values(sheet, 'C001', ['closingYear', 'closing0', 'closing4', 'closingUnapplied', 'closingTotal'])).to.deep.equal([
      700, 700, 700, -100, 1300,
    ])
    expect(values(sheet, 'C001', ['related', 'since', 'confirmation'])).to.deep.equal(['是', 100, null])
    expect(sheet.columns.find(({ key }) => key === 'opening0')?.band).to.equal('期初余额（2025-12-31）')
    expect(sheet.columns.slice(14, 24).map(({ heading }) => heading)).to.deep.equal(
      '1年以内,其中0–6月,其中7–12月,1–2年,2–3年,3–4年,4–5年,5年以上,预收/未核销,合计'.split(','),
    )
  })

  it('proves its total and lists every open document behind it', () => {
    expect(values(sheet, 'documents', ['closing0', 'closing1', 'closing2'])).to.deep.equal([1800, 1800, 0])
    expect(kinds(documents, 'data').map(({ cells }) => [cells[3], cells[11], cells[13]])).to.deep.equal([
      ['I-0', 700, '3–4年'],
      ['I-1', 700, '0–6月'],
      ['R-1', -100, '未核销'],
      ['I-2', 500, '0–6月'],
    ])
    const total = kinds(documents, 'total')[0].cells[11]
    expect(valueOf(total)).to.equal(1800)
    expect(kinds(documents, 'subtotal')).to.have.length(2)
  })

  it('speaks English and takes buckets that were given', () => {
    const english = sheets(book, 'monthly-aging', { asOf: '2026-03-31', layout: 'audit', buckets: '1y,2y' }, 'en')
    expect(english.map(({ name }) => name)).to.deep.equal(['Aging for audit', 'Documents'])
    expect(english[0].columns.filter(({ key }) => /^closing\d/.test(key)).map(({ heading }) => heading)).to.deep.equal([
      'Up to 1 year',
      '1–2 years',
      'Over 2 years',
    ])
    expect(values(english[0], 'documents', ['closing0', 'closing1', 'closing2'])).to.deep.equal([1800, 1800, 0])
  })
})
