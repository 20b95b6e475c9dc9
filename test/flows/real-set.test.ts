import { expect } from 'chai'
import { importFiles, readProfile, sourcesOf } from '../../server/files/import-file.js'
import { createLedger } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import { Journey } from './journey.js'

const COMPANY = { code: 'chinook', name: 'Chinook', currency: 'CNY', timeZone: 'Asia/Shanghai' }
const FILES = ['Customer', 'Invoice', 'InvoiceLine'].map(name => `test/fixtures/data/chinook/${name}.csv`)

async function foundChinook(folder: string): Promise<void> {
  const ledger = await createLedger(folder, COMPANY)
  try {
    const read = await importFiles(await sourcesOf(FILES), { profile: await readProfile('docs/profiles/chinook.json'), currency: 'CNY' })
    expect(read.faults).to.deep.equal([])
    const outcome = await ledger.import({ rows: read.rows, hash: 'chinook', source: { file: 'chinook' } }, OWNER.id)
    expect(outcome.rows.filter(({ outcome: became }) => became !== 'accepted')).to.deep.equal([])
  } finally {
    await ledger.close()
  }
}

describe('a person with a workbook and a public data set', function () {
  this.timeout(120_000)
  let journey: Journey
  before(async () => {
    journey = await Journey.start(foundChinook)
  })
  after(() => journey?.end())

  it('reads balances and buckets by name, drills to the invoices, and the total is known from elsewhere', async () => {
    const window = await journey.open()
    await window.type('A1', [['=AR.BALANCE("*",,"2025-12-31")', '=AR.BALANCE("Leonie Köhler",,"2025-12-31")']])
    await window.until('A1', 2328.6)
    await window.until('B1', await journey.answer('BALANCE', '2', null, '2025-12-31'))
    await window.press('Duebook.DrillDown')
    const values = await window.run<unknown[][]>(
      `const used = context.workbook.worksheets.getActiveWorksheet().getUsedRange().load('values')
       await context.sync()
       return used.values`,
    )
    expect(values.flat()).to.include(2328.6)
    expect(values.length, 'a row for each of its 412 invoices').to.be.above(412)
    expect(window.errors).to.deep.equal([])
    await window.close()
  })
})
