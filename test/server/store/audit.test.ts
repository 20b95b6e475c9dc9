import { expect } from 'chai'
import Sqlite from 'better-sqlite3'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { openLedger } from '../../../server/ledger.js'
import { manyCustomers, manyRows, push, row, sampleLedger, temporaryFolders, VARIED } from '../sample.js'

/** Each alters a ledger of three changes behind its back, and names what the check must find. */
const TAMPERINGS: [name: string, sql: string, found: RegExp][] = [
  ['an amount in a table', 'update document set amount = amount + 1 where id = 2', /^rows: change 2: document 2 stands as/],
  ['an item of another day', 'update item set due = due + 1 where document = 3', /^rows: change 2: item 3\/1 stands as/],
  ['a missing line', 'delete from line where document = 5 and line = 2', /^rows: change 2: line 5\/2 (is missing|stands as)/],
  [
    'an application too many',
    `insert into application select company, 99, change, debit, debit_instalment, credit, credit_instalment, purpose, date, 1, null, null from application where id = 1`,
    /^rows: application 99 stands in no change/,
  ],
  ['a value withdrawn', "update value set value = '1' where field = 'creditLimit'", /^rows: change 3: value 3\/\d+ stands as/],
  ['a person of another code', "update person set code = 'S99'", /^rows: change 3: person/],
  ['the time of a change', 'update change set recorded_at = recorded_at + 1 where change = 2', /^rows: change 2: the time/],
  [
    'altered bytes',
    `update change set facts = cast(replace(cast(facts as text), '客户 1', '客户 9') as blob) where change = 1`,
    /^digest: change 1: its bytes/,
  ],
  ['a change left out', 'delete from change where change = 2', /^digest: change 3: it follows change 1/],
]

describe('the audit', () => {
  const folder = temporaryFolders()

  for (const [name, sql, found] of TAMPERINGS) {
    it(`finds ${name}`, async () => {
      const place = folder()
      const ledger = await sampleLedger(place)
      await ledger.push(push('customers', manyCustomers()), 'S01')
      await ledger.push(push('push-0001', manyRows(5, 100)), 'S01')
      await ledger.push(push('push-0002', VARIED), 'S01')
      expect(await ledger.check()).to.deep.equal([])
      const file = new Sqlite(join(place, 'ledger.sqlite'))
      expect(file.prepare(sql).run().changes).to.be.at.least(1)
      file.close()
      const problems = (await ledger.check()).map(({ check, problem }) => `${check}: ${problem}`)
      expect(
        problems.some(problem => found.test(problem)),
        problems.join('\n'),
      ).to.equal(true)
      await ledger.close()
    })
  }

  it('keeps digests that anybody can compute from the stored bytes', async () => {
    const place = folder()
    const ledger = await sampleLedger(place)
    for (const code of ['A', 'B', 'C'])
      await ledger.push(push(`push-000${code}`, [row('customers', { code, name: code })], { source: { file: 'x.csv' } }), 'S01')
    await ledger.close()
    const file = new Sqlite(join(place, 'ledger.sqlite'))
    let before = Buffer.alloc(32)
    const changes = file.prepare('select digest, facts from change order by change').all() as { digest: Buffer; facts: Buffer }[]
    for (const { digest, facts } of changes) {
      before = createHash('sha256')
        .update(Buffer.concat([before, facts]))
        .digest()
      expect(digest.equals(before)).to.equal(true)
    }
    expect(changes[0].facts.toString()).to.equal(
      '{"company":"demo","change":1,"recordedAt":"2026-04-03T08:00:02.000Z","actor":"S01","source":{"file":"x.csv"},"pushId":"push-000A","schema":1,' +
        '"facts":[{"fact":"customer","code":"A","name":"A"}]}',
    )
    file.close()
    const again = await openLedger(place)
    expect(await again.check()).to.deep.equal([])
    await again.close()
  })
})
