import { expect } from 'chai'
import * as fc from 'fast-check'
import type { IsoDate } from '../../../../shared/dates.js'
import { ADOPTION_FIELDS } from '../../../../shared/intake/adoption/field-words.js'
import { adoptionMapping, type AdoptionMapping } from '../../../../shared/intake/adoption/mapping.js'
import { rememberedMapping, rememberedRows } from '../../../../shared/intake/adoption/remembered.js'
import { record, sampleLedger } from '../../../sample-ledger.js'

const DAY = '2026-03-31' as IsoDate
const mappingOf = (headings: readonly string[]): AdoptionMapping =>
  adoptionMapping.parse({
    version: 1,
    kind: 'invoices',
    columns: headings.map((heading, at) => ({ heading, field: ADOPTION_FIELDS[at % ADOPTION_FIELDS.length], reading: { times: 10_000 } })),
    options: { receivedOn: 'due' },
  })

describe('a mapping that the company remembers', () => {
  it('comes back as it was, however long its headings are, in whatever letters', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 60 }), { minLength: 1, maxLength: 60 }), headings => {
        const book = sampleLedger('')
        const mapping = mappingOf(headings.map(heading => heading.normalize('NFC')))
        for (const row of rememberedRows(book, 'key', mapping, DAY)) {
          expect(String(row.row.value).length).to.be.at.most(1000)
          record(book, row)
        }
        expect(rememberedMapping(book, 'key', DAY)).to.deep.equal(mapping)
        expect(rememberedRows(book, 'key', mapping, DAY)).to.deep.equal([])
      }),
      { numRuns: 50 },
    )
  })

  it('a shorter one takes the place of a longer one, and other headings have none', () => {
    const book = sampleLedger('')
    const long = mappingOf(Array.from({ length: 40 }, (_, i) => `一个很长的表头${i}`))
    const short = mappingOf(['发票号'])
    for (const mapping of [long, short]) for (const row of rememberedRows(book, 'key', mapping, DAY)) record(book, row)
    expect(rememberedMapping(book, 'key', DAY)).to.deep.equal(short)
    expect(rememberedMapping(book, 'other', DAY)).to.equal(undefined)
  })

  it('parts that do not fit together count as none, and questions are not remembered', () => {
    const book = sampleLedger('')
    const asked = mappingOf(['发票号'])
    asked.columns[0].reading.open = ['zeros']
    const rows = rememberedRows(book, 'key', asked, DAY)
    for (const row of rows) record(book, row)
    expect(rememberedMapping(book, 'key', DAY)!.columns[0].reading).to.deep.equal({ times: 10_000 })
    record(book, { ...rows[0], row: { ...rows[0].row, value: `${String(rows[0].row.value)}x` } })
    expect(rememberedMapping(book, 'key', DAY)).to.equal(undefined)
  })
})
