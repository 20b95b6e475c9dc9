import { expect } from 'chai'
import { adoptedRows } from '../../../../shared/intake/adoption/adopted.js'
import { adoptionMapping, mappingKey, mergedMapping } from '../../../../shared/intake/adoption/mapping.js'
import { answeredMapping } from '../../../../shared/intake/adoption/questions.js'
import { recognisedRange } from '../../../../shared/intake/adoption/recognised.js'
import { fieldsOf, range, SETTING } from './ranges.js'

const heads = '票据|客户|开票日期|价税合计'
const first = range(`${heads}\nF1|甲|3/4/2026|#1`)

describe('a mapping that is remembered', () => {
  it('is found by its headings in any order and spelling', () => {
    expect(mappingKey(['发票号', '客户 名称', '', '金额（元）'])).to.equal(mappingKey(['金额(元)', '客户名称:', '发票号']))
    expect(mappingKey(['发票号', '客户名称'])).to.not.equal(mappingKey(['发票号', '客户编码']))
  })

  it('keeps what was mended and answered, over a new guess, as plain data', () => {
    const found = recognisedRange(first, { kind: 'invoices', fields: { 0: 'invoiceNumber' } })
    const answered = answeredMapping(found.mapping, found.questions[0], 'DMY')
    const remembered = adoptionMapping.parse(JSON.parse(JSON.stringify({ ...answered, options: { receivedOn: 'due' } })))
    const next = range(`备注|${heads}\n|F7|甲|5/6/2026|#8`)
    const guessed = recognisedRange(next)
    expect(guessed.questions.map(({ kind }) => kind)).to.deep.equal(['dates'])
    const merged = mergedMapping(remembered, guessed.mapping)
    expect(fieldsOf({ ...guessed, mapping: merged })).to.deep.equal(['note', 'invoiceNumber', 'customerName', 'docDate', 'amount'])
    expect(merged.columns[3].reading).to.deep.equal({ dates: 'DMY' })
    expect(merged.options).to.deep.equal({ receivedOn: 'due' })
    const taken = adoptedRows(next, merged, SETTING)
    expect(taken.rows[1].row).to.include({ number: 'F7', docDate: '2026-06-05' })
  })

  it('asks again what is new in a range, and lets no two columns have one field', () => {
    const { mapping } = recognisedRange(range('金额|客户|发票号|开票日期\n#1|甲|F1|2026-03-05'))
    const guessed = recognisedRange(range('金额|价税合计|客户|发票号|开票日期\n#1|!2|甲|F1|2026-03-05\n#1|#2|甲|F2|2026-03-05')).mapping
    const merged = mergedMapping(mapping, guessed)
    expect(merged.columns.map(({ field }) => field)).to.deep.equal(['amount', null, 'customerName', 'invoiceNumber', 'docDate'])
    expect(mergedMapping(undefined, guessed)).to.equal(guessed)
  })

  it('refuses what is no mapping', () => {
    const { mapping } = recognisedRange(first)
    for (const wrong of [
      { ...mapping, version: 2 },
      { ...mapping, kind: 'poems' },
      { ...mapping, columns: [{ heading: 'x', field: 'nothing' }] },
    ])
      expect(adoptionMapping.safeParse(wrong).success).to.equal(false)
  })
})
