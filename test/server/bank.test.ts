import { expect } from 'chai'
import { fileURLToPath } from 'node:url'
import { bankLineStates } from '../../shared/domain/bank-lines.js'
import { day } from '../../shared/dates.js'
import { receiptProposals, receiptRow } from '../../shared/domain/bank-proposals.js'
import { readBankFiles } from '../../server/files/bank-file.js'
import { sourcesOf } from '../../server/files/import-file.js'
import { createLedger, openLedger } from '../../server/ledger.js'
import { OWNER } from '../../server/viewer.js'
import { temporaryFolders } from './sample.js'

const path = (name: string) => fileURLToPath(new URL(`../fixtures/bank/${name}`, import.meta.url))
const COMPANY = { code: 'demo', name: 'Demo', currency: 'CNY', timeZone: 'Asia/Shanghai' }

describe('bank statements in a ledger', () => {
  const folder = temporaryFolders()

  it('are stored whole, posted once, matched, and stand after it is opened again', async () => {
    const place = folder()
    const ledger = await createLedger(place, COMPANY)
    const push = (pushId: string, rows: { table: string; row: Record<string, unknown> }[]) =>
      ledger.push({ pushId, rows, source: {}, atomic: true, repeats: 'refused', dryRun: false }, OWNER.id)
    await push('push-0001', [
      { table: 'customers', row: { code: 'C001', name: '华东机电' } },
      { table: 'invoices', row: { number: 'INV-101', customer: 'C001', docDate: '2026-02-01', amount: '1000' } },
    ])
    const imported = async (name: string) => {
      const read = await readBankFiles(await sourcesOf([path(name)]), { currency: 'CNY' })
      const outcome = await ledger.import({ rows: read.rows, hash: read.hash, source: { file: name } }, OWNER.id)
      return [outcome.posted, ...outcome.rows.map(({ outcome: end }) => end)]
    }
    expect(await imported('two-columns.csv')).to.deep.equal([true, 'accepted', 'accepted', 'accepted'])
    expect(await imported('two-columns.csv')).to.deep.equal([false, 'already-there', 'already-there', 'already-there'])
    const [known, alike] = (await imported('camt053-v08.xml')).slice(1)
    expect([known, alike], 'the file is refused whole').to.deep.equal(['already-there', 'refused'])

    const asked = { asOf: day('2026-03-31'), threshold: 0.95 }
    const book = ledger.book(OWNER)
    const certain = receiptProposals(book, book.bankLines.all, asked).filter(entry => entry.certain)
    const rows = certain.map(entry => ({ table: 'bankReceipts', row: receiptRow(entry, entry.proposals[0]) }))
    expect((await push('push-0002', rows)).rows.map(({ outcome }) => outcome)).to.deep.equal(['accepted'])
    await push('push-0003', [
      { table: 'bankExclusions', row: { account: '6222000011112222', serial: '2026032100001', reason: 'interest' } },
      { table: 'claims', row: { account: '6222000011112222', serial: '2026030500031', by: 'S01', customer: 'C001' } },
    ])
    const states = (of: typeof ledger) => bankLineStates(of.book(OWNER), asked).map(({ line, state }) => [line.serial, line.text, state])
    const before = states(ledger)
    expect(before).to.deep.equal([
      ['2026030200012', 'INV-101货款', 'posted'],
      ['2026030500031', '代南方重工付款', 'claimed'],
      ['2026032100001', '结息', 'excluded'],
    ])
    expect(await ledger.check()).to.deep.equal([])
    await ledger.close()
    const again = await openLedger(place)
    expect(states(again)).to.deep.equal(before)
    expect(again.book(OWNER).bankLines.all[0]).to.include({ payerAccount: '33010155501234', amount: 100000, sourceRow: 5 })
    await again.close()
  })
})
