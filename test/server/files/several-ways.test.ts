import { expect } from 'chai'
import type { ImportSettings } from '../../../server/files/import-file.js'
import { bookWith, post } from '../../shared/intake/sample-exports.js'
import { cell, exportsRead, faultsOf, textsOf } from './export-files.js'

const BOTH = ['csv', 'xlsx']

describe('files that can be read in several ways', () => {
  for (const form of BOTH) {
    const amounts = async (name: string, settings?: Partial<ImportSettings>) => {
      const found = await exportsRead([`${name}.${form}`], settings)
      expect(found.faults, name).to.deep.equal([])
      return found.rows.flatMap(({ row }) => (row.amount === undefined ? [] : [cell(row.amount)]))
    }
    const dates = async (name: string, settings?: Partial<ImportSettings>) => {
      const found = await exportsRead([`${name}.${form}`], settings)
      expect(found.faults, name).to.deep.equal([])
      return found.rows.flatMap(({ row }) => (row.docDate === undefined ? [] : [cell(row.docDate)]))
    }
    const asked = async (name: string, fault: string, ...texts: string[]) => {
      const found = await exportsRead([`${name}.${form}`])
      expect(faultsOf(found)).to.deep.equal([fault])
      expect(found.rows).to.deep.equal([])
      for (const said of textsOf(found)) for (const text of texts) expect(said).to.contain(text)
    }

    it(`${form}: one amount that can be read in one way only decides for the file`, async () => {
      expect(await amounts('comma-decimals')).to.deep.equal(['1234.56', '5678'])
    })

    it(`${form}: amounts that can all be read in two ways are asked about once, with both readings`, async () => {
      await asked('amounts-either-way', '0 价税合计 DECIMALS_AMBIGUOUS', '1.234 = 1.234 / 1234', '5.678 = 5.678 / 5678', '--decimal')
      expect(await amounts('amounts-either-way', { answers: { decimal: ',' } })).to.deep.equal(['1234', '5678'])
      expect(await amounts('amounts-either-way', { answers: { decimal: '.' } })).to.deep.equal(['1.23', '5.68'])
    })

    it(`${form}: amounts that contradict each other are refused`, async () => {
      await asked('amounts-both-ways', '2 价税合计 DECIMALS_CONTRADICT', '1.234,56', '1,234.56')
    })

    it(`${form}: one date that can be read in one way only decides for its column`, async () => {
      expect(await dates('dates-day-first')).to.deep.equal(['2026-04-03', '2026-04-25'])
    })

    it(`${form}: a column of ambiguous dates is asked about once, with both readings`, async () => {
      await asked('dates-either-way', '0 开票日期 DATES_AMBIGUOUS', '3/4/2026 = 2026-04-03 / 2026-03-04', '--dates D/M/YYYY')
      expect(await dates('dates-either-way', { answers: { dates: ['D/M/YYYY'] } })).to.deep.equal(['2026-04-03', '2026-06-05'])
      expect(await dates('dates-either-way', { answers: { dates: ['M/D/YYYY'] } })).to.deep.equal(['2026-03-04', '2026-05-06'])
    })

    it(`${form}: dates that contradict each other, or that a spreadsheet may have swapped, are refused`, async () => {
      await asked('dates-both-ways', '0 开票日期 DATES_CONTRADICT', '25/4/2026', '4/26/2026')
      await asked('dates-swapped', '0 开票日期 DATES_SWAPPED', '25/4/2026', '2026-04-03')
      expect(await dates('dates-swapped', { answers: { dates: ['D/M/YYYY'] } })).to.deep.equal(['2026-04-03', '2026-04-25'])
    })

    it(`${form}: codes whose zeros were eaten are asked about where the ledger knows the longer one`, async () => {
      const book = bookWith()
      post(book, [{ table: 'customers', row: { code: '0012', name: '云汀' } }])
      const found = await exportsRead([`eaten-zeros.${form}`], { book })
      expect([faultsOf(found), found.rows]).to.deep.equal([['2 customers.code ZEROS_LOST'], []])
      expect(textsOf(found)[1]).to.contain('12 → 0012')
      const codes = async (zeros: 'restore' | 'keep') =>
        (await exportsRead([`eaten-zeros.${form}`], { book, answers: { zeros } })).rows.map(({ row }) => row.customer ?? row.code)
      expect([await codes('restore'), await codes('keep')]).to.deep.equal([
        ['0012', '0012'],
        ['12', '12'],
      ])
      expect(faultsOf(await exportsRead([`eaten-zeros.${form}`], { book: bookWith() }))).to.deep.equal([])
    })

    it(`${form}: codes that went through a float lose their .0, shortened ones are refused`, async () => {
      const { rows, remarks } = await exportsRead([`float-codes.${form}`])
      expect(rows.at(-1)?.row.number).to.equal('2960623488')
      expect(remarks.map(({ en }) => en).join()).to.contain('1 codes such as 2960623488.0 (发票号)')
      expect(faultsOf(await exportsRead([`shortened-codes.${form}`]))).to.deep.equal(['2 发票号 NUMBER_SHORTENED'])
    })

    it(`${form}: a total or a count that does not fit shows that the file is not whole`, async () => {
      await asked('total-differs', '4 价税合计 TOTAL_DIFFERS', '600', '300')
      await asked('count-differs', '4  COUNT_DIFFERS', '3', '2')
    })

    it(`${form}: of overlapping exports, rows that are there already are passed over`, async () => {
      const book = bookWith()
      post(book, (await exportsRead([`overlap-march.${form}`])).rows)
      expect(post(book, (await exportsRead([`overlap-april.${form}`])).rows)).to.deep.equal(['accepted', 'already-there', 'accepted'])
      expect(book.documents.count).to.equal(3)
    })
  }

  it('a file that was cut off is refused and says what to do', async () => {
    const line = await exportsRead(['cut-line.csv'])
    expect(faultsOf(line)[0]).to.equal('4  FILE_CUT')
    expect([line.rows.length, textsOf(line)[1].includes('重新导出')]).to.deep.equal([0, true])
    const quote = await exportsRead(['cut-quote.csv'])
    expect([faultsOf(quote), textsOf(quote)[0].includes('export it again')]).to.deep.equal([['0  BAD_FILE'], true])
  })

  it('the same file given twice is read once', async () => {
    const once = await exportsRead(['overlap-march.csv'])
    const twice = await exportsRead(['overlap-march.csv', 'overlap-march.csv'])
    expect([twice.rows.length, twice.remarks.length]).to.deep.equal([once.rows.length, 1])
  })
})
