import { expect } from 'chai'
import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { openLedger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { contents, manyCustomers, manyRows, push, row, sampleLedger, temporaryFolders, VARIED } from '../sample.js'

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

describe('the store', () => {
  const folder = temporaryFolders()

  it('gives back every kind of fact as it was posted', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    const posted = await ledger.push(push('varied-1', VARIED), 'S01')
    expect(posted.rows.filter(answer => answer.outcome !== 'accepted')).to.deep.equal([])
    await ledger.push(push('reverse-1', [row('reversals', { document: 'I-2', date: '2026-03-30' })]), 'S01')
    const before = plain(contents(ledger.book(OWNER)))
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    const again = await openLedger(place)
    expect(plain(contents(again.book(OWNER)))).to.deep.equal(before)
    expect(again.company).to.include({ code: 'demo', currency: 'CNY', timeZone: 'Asia/Shanghai' })
    await again.close()
  })

  it('reads more documents than a page holds', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    await ledger.push(push('customers', manyCustomers()), 'S01')
    await ledger.import({ rows: manyRows(3000), hash: 'many', source: { file: 'many.csv' } }, 'S01')
    const before = plain(contents(ledger.book(OWNER)))
    expect(ledger.book(OWNER).documents.count).to.equal(6000)
    await ledger.close()
    const again = await openLedger(place)
    expect(plain(contents(again.book(OWNER)))).to.deep.equal(before)
    expect(await again.check()).to.deep.equal([])
    await again.close()
  })

  it('keeps a person’s name where it can be erased without touching facts and digests', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    await ledger.push(push('persons-1', [row('persons', { code: 'S01' })]), 'owner')
    await ledger.nameOfPerson('S01', '张三')
    await ledger.nameOfPerson('S01', null)
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    const file = new Sqlite(join(place, 'ledger.sqlite'))
    expect(file.prepare('select code, name from person').all()).to.deep.equal([{ code: 'S01', name: null }])
    file.close()
  })

  it('shows people what is open, with readable dates and amounts', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    await ledger.push(push('varied-1', VARIED), 'S01')
    await ledger.close()
    const file = new Sqlite(join(place, 'ledger.sqlite'))
    const open = file
      .prepare(
        'select customer, number, instalment, document_date, due_date, amount, open, days_overdue > 0 as late from open_items_today order by number, instalment',
      )
      .all()
    expect(open).to.deep.equal([
      {
        customer: 'C002',
        number: 'I-2',
        instalment: 1,
        document_date: '2026-03-03',
        due_date: '2026-04-02',
        amount: 500,
        open: 500,
        late: 1,
      },
      {
        customer: 'C001',
        number: 'I-3',
        instalment: 1,
        document_date: '2026-03-04',
        due_date: '2026-04-01',
        amount: 100,
        open: 30,
        late: 1,
      },
      {
        customer: 'C001',
        number: 'I-3',
        instalment: 2,
        document_date: '2026-03-04',
        due_date: '2026-05-01',
        amount: 200,
        open: 200,
        late: 1,
      },
      {
        customer: 'C001',
        number: 'R-1',
        instalment: 1,
        document_date: '2026-03-20',
        due_date: '2026-03-20',
        amount: -1200,
        open: -20,
        late: 1,
      },
    ])
    const aging = file.prepare('select customer, currency, unapplied, total from aging_today order by customer').all()
    expect(aging).to.deep.equal([
      { customer: 'C001', currency: 'CNY', unapplied: -20, total: 210 },
      { customer: 'C002', currency: 'USD', unapplied: 0, total: 500 },
    ])
    file.close()
  })
})
