import { expect } from 'chai'
import { connectionTo, type Connection } from '../../../addin/replica/connection.js'
import type { Language, Refusal } from '../../../shared/refusals.js'
import { manyCustomers, push, row, temporaryFolders } from '../../server/sample.js'
import { served, type Served } from './service.js'

describe('the connection to the service', () => {
  const folder = temporaryFolders()
  let service: Served
  let language: Language
  let connection: Connection
  beforeEach(async () => {
    service = await served(folder())
    language = 'en'
    connection = connectionTo({ address: `${service.address}/`, fetch, language: () => language })
  })
  afterEach(() => service.stop())

  const refusal = async (asked: Promise<unknown>): Promise<Refusal> =>
    asked.then(
      () => {
        throw new Error('was not refused')
      },
      (error: unknown) => error as Refusal,
    )
  const answering = (status: number, body: string): Connection =>
    connectionTo({ address: 'https://ledger/api/v1', fetch: () => Promise.resolve(new Response(body, { status })), language: () => 'zh' })

  it('pushes and asks, in the language of the moment', async () => {
    const { change, posted } = await connection.push(push('push-0001', manyCustomers()))
    expect([change, posted]).to.deep.equal([1, true])
    const rows = [row('invoices', { number: 'I-1', customer: 'nobody', docDate: '2026-01-01', amount: '1' })]
    language = 'zh'
    const answer = await connection.push(push('push-0002', rows))
    expect(answer.rows[0].refusal?.message).to.equal('没有客户 nobody，请核对编码或先建立客户档案。')
    const { results } = await connection.evaluate({ today: '2026-03-01', calls: [{ fn: 'BALANCE', args: ['C1'] }] })
    expect(results).to.deep.equal([[0]])
  })

  it('imports a file, told how far it is; its faulty lines come as CSV', async () => {
    const bytes = new Blob(['发票号,客户编码,客户名称,开票日期,价税合计\nFP1,C1,云汀,2026-03-05,100.00\nFP2,C1,云汀,2026-02-31,9.00\n'])
    const told: string[] = []
    const ask = { name: '发票.csv', learn: '', account: undefined }
    const answer = await connection.import({ ...ask, dryRun: 'false', partial: 'true' }, bytes, (done, total, stage) =>
      told.push(`${stage} ${done}/${total}`),
    )
    expect(answer).to.deep.include({ posted: true, accepted: 2, refused: 1, change: 1 })
    expect(told.at(-1)).to.equal('posted 2/2')
    expect(await (await connection.faulty({ ...ask, faulty: '发票.csv' }, bytes)).text()).to.contain('FP2,C1,云汀,2026-02-31,9.00,')
    expect((await refusal(connection.import({ ...ask, dates: 'soon' }, bytes))).code).to.equal('BAD_OPTION')
  })

  it('an import whose answer breaks off, or that fails on the way, is told as such', async () => {
    const file = new Blob(['x'])
    const half = answering(200, '{"progress":{"done":1,"total":2,"stage":"checked"}}\n{"answer":{"chan')
    expect((await refusal(half.import({ name: 'a.csv' }, file))).code).to.equal('OFFLINE')
    const refused = answering(200, '{"problem":{"code":"SHUTTING_DOWN","message":"…"}}\n')
    expect((await refusal(refused.import({ name: 'a.csv' }, file))).code).to.equal('SHUTTING_DOWN')
    const failed = answering(200, '{"problem":{"code":"BUG","message":"编号 7"}}\n')
    expect((await refusal(failed.import({ name: 'a.csv' }, file))).code).to.equal('SERVICE_FAILED')
  })

  it('throws what the service refuses as the refusal it is', async () => {
    const error = await refusal(connection.push({ ...push('push-0001', manyCustomers()), pushId: 'short' }))
    expect([error.name, error.code]).to.deep.equal(['Refusal', 'BAD_REQUEST'])
    expect(error.text('zh')).to.match(/^请求内容有误/)
    expect((await refusal(connection.get('/nowhere'))).code).to.equal('UNKNOWN_PATH')
  })

  it('calls it an outage when nothing, half an answer or a gateway answers', async () => {
    await service.stop()
    const error = await refusal(connection.get('/health'))
    expect([error.code, error.cell]).to.deep.equal(['OFFLINE', '#VALUE!'])
    expect((await refusal(answering(200, '{"change":').evaluate({ today: '2026-01-01', calls: [] }))).code).to.equal('OFFLINE')
    expect((await refusal(answering(502, '<html>').get('/health'))).code).to.equal('OFFLINE')
  })

  it('tells a failure of the service from an outage', async () => {
    const error = await refusal(answering(500, '{"code":"BUG","message":"编号 7"}').get('/health'))
    expect(error.text('zh')).to.equal('账簿未能应答（500）：编号 7。请重试，或联系账簿管理员。')
  })

  it('is cancelled by its signal', async () => {
    const cancel = new AbortController()
    cancel.abort()
    expect((await refusal(connection.get('/health', undefined, cancel.signal))).name).to.equal('AbortError')
  })
})
