import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino } from 'pino'
import { writeXlsx } from 'hucre/xlsx'
import request from 'supertest'
import type { ImportAnswer, ImportQuery, ImportTold } from '../../../shared/protocol.js'
import { app } from '../../../server/http/app.js'
import type { Ledger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { push, row, sampleLedger, temporaryFolders } from '../sample.js'

const fixture = (path: string): Buffer => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url))

describe('importing a file by HTTP', function () {
  this.timeout(30_000)
  const folder = temporaryFolders()
  let ledger: Ledger
  let at: string
  const http = () =>
    request(
      app({ ledger, folder: dirname(at), bodyLimit: 1 << 20, stopping: new AbortController().signal, log: pino({ level: 'silent' }) }),
    )
  const send = (query: Partial<ImportQuery>, bytes: Buffer | string, language = 'en') =>
    http()
      .post('/api/v1/imports')
      .query(query)
      .set('accept-language', language)
      .set('content-type', 'application/octet-stream')
      .send(bytes as string)
  const answer = async (query: Partial<ImportQuery>, bytes: Buffer | string, language?: string): Promise<ImportAnswer> => {
    const { status, text } = await send(query, bytes, language)
    expect(status, text).to.equal(200)
    return JSON.parse(text) as ImportAnswer
  }
  const INVOICES = `发票号,客户编码,客户名称,开票日期,到期日,价税合计
FP1,C1,云汀,2026-03-05,2026-04-04,100.00
FP2,C1,云汀,2026-03-06,2026-04-05,250.50
`

  beforeEach(async () => {
    at = folder()
    ledger = await sampleLedger(at)
  })
  afterEach(() => ledger.close())

  it('says what a file holds and posts nothing; asked to, posts it, and once only', async () => {
    const checked = await answer({ name: 'invoices.csv' }, INVOICES)
    expect(checked).to.deep.include({ posted: false, dryRun: true, rows: 3, accepted: 3, alreadyThere: 0, refused: 0, questions: [] })
    expect(checked.sheets).to.deep.equal([
      {
        name: 'invoices.csv',
        recognised: { as: 'table', table: 'invoices' },
        lines: 3,
        headings: ['发票号', '客户编码', '客户名称', '开票日期', '到期日', '价税合计'],
        examples: [
          ['FP1', 'C1', '云汀', '2026-03-05', '2026-04-04', '100.00'],
          ['FP2', 'C1', '云汀', '2026-03-06', '2026-04-05', '250.50'],
        ],
      },
    ])
    expect(checked.tables).to.deep.equal([
      { table: 'customers', rows: 1, accepted: 1, alreadyThere: 0, amounts: [] },
      { table: 'invoices', rows: 2, accepted: 2, alreadyThere: 0, amounts: [{ currency: 'CNY', amount: '350.50' }] },
    ])
    expect(checked.first[1]).to.deep.equal({
      table: 'invoices',
      line: 2,
      name: 'FP1',
      customer: 'C1',
      date: '2026-03-05',
      amount: '100.00',
      currency: 'CNY',
    })
    expect(ledger.change).to.equal(0)
    const posted = await answer({ name: 'invoices.csv', dryRun: 'false' }, INVOICES)
    expect(posted).to.deep.include({ posted: true, change: 1, accepted: 3 })
    const again = await answer({ name: 'invoices.csv', dryRun: 'false' }, INVOICES)
    expect(again).to.deep.include({ posted: false, change: 1, accepted: 0, alreadyThere: 3 })
  })

  it('lists every fault in the language asked for; a part is posted only when asked for, and the rest once it is mended', async () => {
    const add = (code: string) => ledger.push(push(`customer-${code}`, [row('customers', { code, name: code })]), OWNER.id)
    await add('C1')
    const faulty = `发票号,客户编码,开票日期,到期日,价税合计
FP1,C1,2026-03-05,2026-04-04,100.00
FP3,C1,2026-02-31,2026-04-05,9.00
FP4,C9,2026-03-07,2026-04-05,7.00
`
    const whole = await answer({ name: 'invoices.csv', dryRun: 'false' }, faulty, 'zh')
    expect(whole).to.deep.include({ posted: false, change: 1, refused: 2 })
    expect(whole.faults.map(({ line, column, code }) => [line, column, code])).to.deep.equal([
      [3, '开票日期', 'BAD_DATE'],
      [4, '', 'UNKNOWN_CUSTOMER'],
    ])
    expect(whole.faults[1].message).to.equal('没有客户 C9，请核对编码或先建立客户档案。')
    const mend = await send({ name: 'invoices.csv', faulty: 'invoices.csv' }, faulty)
    expect(mend.text.replace('\ufeff', '').split('\r\n').slice(0, 3)).to.deep.equal([
      '发票号,客户编码,开票日期,到期日,价税合计,Reason',
      'FP3,C1,2026-02-31,2026-04-05,9.00,“2026-02-31” is not a date. Write it as 2026-03-31.',
      'FP4,C9,2026-03-07,2026-04-05,7.00,"There is no customer C9. Check the code, or add the customer first."',
    ])
    const part = await answer({ name: 'invoices.csv', dryRun: 'false', partial: 'true' }, faulty)
    expect(part).to.deep.include({ posted: true, change: 2, accepted: 1, refused: 2 })
    // Once the customer is there the same file brings in what was left out, and only that.
    await add('C9')
    const later = await answer({ name: 'invoices.csv', dryRun: 'false', partial: 'true' }, faulty)
    expect(later).to.deep.include({ posted: true, change: 4, accepted: 1, alreadyThere: 1, refused: 1 })
  })

  it('asks what cannot be known with examples of both readings, and posts nothing until it is answered', async () => {
    const file = fixture('exports/dates-either-way.csv')
    const asked = await answer({ name: 'invoices.csv', dryRun: 'false', partial: 'true' }, file)
    expect(asked).to.deep.include({ posted: false, rows: 0 })
    expect(asked.questions).to.deep.equal([
      {
        kind: 'dates',
        file: 'invoices.csv',
        columns: ['开票日期'],
        readings: [
          { answer: 'D/M/YYYY', examples: ['3/4/2026 = 2026-04-03', '5/6/2026 = 2026-06-05'] },
          { answer: 'M/D/YYYY', examples: ['3/4/2026 = 2026-03-04', '5/6/2026 = 2026-05-06'] },
        ],
      },
    ])
    const said = await answer({ name: 'invoices.csv', dryRun: 'false', dates: 'D/M/YYYY' }, file)
    expect(said).to.deep.include({ posted: true, questions: [] })
    const decimals = await answer({ name: 'invoices.csv' }, fixture('exports/amounts-either-way.csv'))
    expect(decimals.questions[0].readings).to.deep.equal([
      { answer: '.', examples: ['1.234 = 1.234', '5.678 = 5.678'] },
      { answer: ',', examples: ['1.234 = 1234', '5.678 = 5678'] },
    ])
  })

  it('reads a file of an unknown program once its columns are named, and knows the next one', async () => {
    const file = '票号;往来;日子;多少\nA-1;云汀机械;2026-03-05;100.00\n'
    const unknown = await answer({ name: '导出.csv' }, file)
    expect(unknown.questions.map(({ kind }) => kind)).to.deep.equal(['columns'])
    expect(unknown.sheets[0]).to.deep.include({ recognised: { as: 'unknown' }, headings: ['票号', '往来', '日子', '多少'] })
    const map = JSON.stringify({ 票号: 'number', 往来: 'customer', 日子: 'docDate', 多少: 'amount' })
    const tried = await answer({ name: '导出.csv', map, learn: '旧系统' }, file)
    expect(tried).to.deep.include({ refused: 0, accepted: 2, posted: false })
    expect((await answer({ name: '导出.csv' }, file)).questions, 'nothing is learned by looking').to.have.length(1)
    const posted = await answer({ name: '导出.csv', map, learn: '旧系统', dryRun: 'false' }, file)
    expect(posted).to.deep.include({ posted: true, learned: '旧系统' })
    const next = await answer({ name: '下月.csv' }, file.replace('A-1', 'A-2'))
    expect(next.sheets[0].recognised).to.deep.equal({ as: 'learned', name: '旧系统' })
    expect(next).to.deep.include({ refused: 0, questions: [] })
  })

  it('knows vouchers, lists of the tax platform and statements of banks, and asks for an account that is not named', async () => {
    const taken = async (path: string, name = path) => (await answer({ name }, fixture(path))).sheets.map(({ recognised }) => recognised)
    expect(await taken('exports/kis-vouchers.xlsx')).to.deep.equal([{ as: 'vouchers', program: 'KIS' }])
    expect(await taken('exports/tax-invoices.csv')).to.deep.equal([{ as: 'taxInvoices' }])
    expect(await taken('bank/camt053-v08.xml')).to.deep.equal([{ as: 'bank' }])
    const bank = await answer({ name: 'a.csv', dryRun: 'false' }, fixture('bank/two-columns.csv'))
    expect(bank.sheets[0].recognised).to.deep.equal({ as: 'bank' })
    expect(bank.tables.map(({ table }) => table)).to.deep.equal(['bankLines'])
    expect(bank.posted).to.equal(true)
    const nameless = '交易日期,贷方发生额,借方发生额,余额,对方户名\n20260305,100.00,,100.00,云汀\n'
    expect((await answer({ name: 'b.csv' }, nameless)).questions.map(({ kind }) => kind)).to.deep.equal(['account'])
    expect(await answer({ name: 'b.csv', account: '6222' }, nameless)).to.deep.include({ refused: 0, accepted: 1 })
  })

  it('tells how far it is while it goes', async () => {
    const lines = Array.from({ length: 6000 }, (_, i) => [`FP${i}`, 'C1', '云汀', '2026-03-05', '2026-04-04', '100.00'])
    const headings = ['发票号', '客户编码', '客户名称', '开票日期', '到期日', '价税合计']
    const file = Buffer.from(await writeXlsx({ sheets: [{ name: '发票', rows: [headings, ...lines] }] }))
    const { text } = await send({ name: 'invoices.xlsx', dryRun: 'false' }, file)
      .set('accept', 'application/x-ndjson')
      .buffer(true)
      .parse((response, done) => {
        let all = ''
        response.on('data', (part: Buffer) => (all += part.toString()))
        response.on('end', () => done(null, all))
      })
      .then(({ body }) => ({ text: body as string }))
    const told = text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as ImportTold)
    const stages = told.flatMap(line => ('progress' in line ? [line.progress.stage] : []))
    expect(new Set(stages)).to.deep.equal(new Set(['checked', 'posted']))
    expect(told.at(-1)).to.have.nested.property('answer.accepted', 6001)
  })

  it('refuses what it cannot use: no bytes, too many, a wrong form, another type', async () => {
    const refused = async (query: object, bytes: Buffer | string, type = 'application/octet-stream') => {
      const { status, text } = await send(query, bytes).set('content-type', type)
      return [status, (JSON.parse(text) as { code: string }).code]
    }
    expect(await refused({ name: 'a.csv' }, Buffer.alloc((1 << 20) + 1))).to.deep.equal([413, 'TOO_LARGE'])
    expect(await refused({ name: 'a.csv' }, INVOICES, 'text/plain')).to.deep.equal([400, 'BAD_REQUEST'])
    expect(await refused({}, INVOICES)).to.deep.equal([400, 'BAD_REQUEST'])
    expect(await refused({ name: 'a.csv', dates: 'next week' }, INVOICES)).to.deep.equal([400, 'BAD_OPTION'])
    expect(await refused({ name: 'a.csv', map: '{' }, INVOICES)).to.deep.equal([400, 'BAD_REQUEST'])
    expect(await refused({ name: 'a.csv', map: '{"发票号":"nonsense"}' }, INVOICES)).to.deep.equal([400, 'BAD_PROFILE'])
    const empty = await answer({ name: 'a.csv' }, '')
    expect(empty.faults.map(({ code }) => code)).to.deep.equal(['BAD_FILE'])
    const old = await answer({ name: 'a.xls' }, Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))
    expect(old.faults.map(({ code }) => code)).to.deep.equal(['BAD_FILE'])
  })
})
