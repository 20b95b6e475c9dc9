import { expect } from 'chai'
import { pino } from 'pino'
import request from 'supertest'
import { bookFrom } from '../../../shared/book/snapshot.js'
import { app } from '../../../server/http/app.js'
import type { Service } from '../../../server/http/context.js'
import type { Ledger } from '../../../server/ledger.js'
import { OWNER } from '../../../server/viewer.js'
import { manyCustomers, manyRows, row, sampleLedger, temporaryFolders, VARIED } from '../sample.js'

const MB = 1024 * 1024

describe('the HTTP service', () => {
  const folder = temporaryFolders()
  let ledger: Ledger
  let logged: string[]
  const service = (): Service => ({
    ledger,
    bodyLimit: 16 * MB,
    stopping: new AbortController().signal,
    log: pino({ level: 'info' }, { write: line => void logged.push(line) }),
  })
  const http = () => request(app(service()))
  const push = (pushId: string, rows: unknown[]) => http().post('/api/v1/push').send({ pushId, rows })

  beforeEach(async () => {
    logged = []
    ledger = await sampleLedger(folder())
  })
  afterEach(() => ledger.close())

  it('takes rows and tells what became of each', async () => {
    const { status, body } = await push('push-0001', [
      row('customers', { code: 'A', name: '甲' }),
      row('invoices', { number: 'I-1', customer: 'A', docDate: '2026-03-01', amount: '10.00' }),
    ])
    expect(status).to.equal(200)
    expect(body).to.deep.equal({
      protocol: 1,
      change: 1,
      posted: true,
      rows: [
        { index: 0, outcome: 'accepted' },
        { index: 1, outcome: 'accepted' },
      ],
      remarks: [],
    })
  })

  it('says why a row is refused in the language asked for', async () => {
    const bad = [
      row('invoices', { number: 'I-1', customer: 'nobody', docDate: '2026-02-31', amount: '1' }),
      row('invoices', { number: 'I-2', customer: 'nobody', docDate: '2026-02-28', amount: '1' }),
    ]
    const zh = await push('push-0001', bad).set('accept-language', 'zh-CN,zh;q=0.9')
    const en = await push('push-0001', bad).set('accept-language', 'en-GB')
    expect(zh.body.posted).to.equal(false)
    expect(zh.body.rows[1].refusal).to.deep.equal({ code: 'UNKNOWN_CUSTOMER', message: '没有客户 nobody，请核对编码或先建立客户档案。' })
    expect(en.body.rows[1].refusal.message).to.equal('There is no customer nobody. Check the code, or add the customer first.')
    expect(zh.body.rows[0].refusal.code).to.be.a('string')
    expect(ledger.change).to.equal(0)
  })

  it('answers a refused request as a problem, with what to do, in both languages', async () => {
    await push('push-0001', [row('customers', { code: 'A', name: '甲' })])
    const reused = (language: string) => push('push-0001', [row('customers', { code: 'B', name: '乙' })]).set('accept-language', language)
    const zh = await reused('zh')
    expect(zh.status).to.equal(409)
    expect(zh.headers['content-type']).to.match(/^application\/problem\+json/)
    expect(JSON.parse(zh.text)).to.deep.equal({
      type: 'urn:duebook:refusal:PUSH_REUSED',
      title: '未受理',
      status: 409,
      code: 'PUSH_REUSED',
      message: '该 pushId 已用于其他内容，请使用新的 pushId 重新提交。',
      details: {},
    })
    expect(JSON.parse((await reused('en')).text)).to.include({
      title: 'Refused',
      message: 'This pushId was used with other content. Send the rows under a new one.',
    })
  })

  it('refuses bodies it cannot use', async () => {
    const broken = await http().post('/api/v1/push').set('content-type', 'application/json').send('{"pushId":')
    expect([broken.status, JSON.parse(broken.text).code]).to.deep.equal([400, 'BAD_REQUEST'])
    const wrong = await http().post('/api/v1/push').send({ pushId: 'push-0001', rows: [], more: 1 })
    expect([wrong.status, JSON.parse(wrong.text).code]).to.deep.equal([400, 'BAD_REQUEST'])
    const form = await http().post('/api/v1/push').set('content-type', 'text/plain').send('{"pushId":"push-0001","rows":[]}')
    expect(form.status).to.equal(400)
    const unknown = await http().get('/api/v1/nothing').set('accept-language', 'zh')
    expect([unknown.status, JSON.parse(unknown.text).message]).to.deep.equal([404, '没有接口 GET /api/v1/nothing，全部接口见 /docs。'])
    expect(ledger.change).to.equal(0)
  })

  it('answers a bug with a reference that the log has, and neither has what was sent', async () => {
    const broken = service()
    broken.ledger = Object.assign(Object.create(ledger) as Ledger, {
      push: () => Promise.reject(new Error('boom')),
    })
    const { status, text } = await request(app(broken))
      .post('/api/v1/push?who=13800138000')
      .send({ pushId: 'push-0001', rows: [row('customers', { code: 'A', name: '张三' })] })
    const body = JSON.parse(text)
    expect(status).to.equal(500)
    expect(body).to.include({ code: 'BUG', status: 500 })
    expect(body.message).to.contain(body.reference)
    expect(logged.some(line => line.includes(body.reference) && line.includes('boom'))).to.equal(true)
    expect(text).not.to.contain('boom')
    expect(logged.join('')).not.to.match(/张三|13800138000/)
  })

  it('answers functions by the same code as the workbook', async () => {
    await push('push-0001', VARIED)
    const { status, body } = await http()
      .post('/api/v1/evaluate')
      .send({ today: '2026-04-20', calls: [{ fn: 'AGING', args: [['C001', 'nobody'], '1-30', '2026-04-20'] }] })
    expect(status).to.equal(200)
    expect(body.change).to.equal(1)
    expect(body.results[0][0]).to.equal(30)
    expect(body.results[0][1].refusal.code).to.equal('UNKNOWN_CUSTOMER')
    const bad = await http().post('/api/v1/evaluate').send({ today: '2026-04-31', calls: [] })
    expect([bad.status, JSON.parse(bad.text).code]).to.deep.equal([400, 'BAD_DATE'])
  })

  it('gives a report as data, as text and as a workbook', async () => {
    await push('push-0001', VARIED)
    const path = '/api/v1/reports/open-items?asOf=2026-03-31&today=2026-04-20'
    const data = await http().get(path)
    expect(data.status).to.equal(200)
    expect(data.body.rows.map((item: { document: string; open: string }) => [item.document, item.open])).to.deep.include(['I-3', '30.00'])
    const text = await http().get(`${path}&format=csv`)
    expect(text.headers).to.include({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=open-items.csv',
    })
    expect(text.text).to.contain('I-3')
    const workbook = await http().get(`${path}&format=xlsx&language=zh`).buffer(true).parse(asBytes)
    expect((workbook.body as Buffer).subarray(0, 2).toString()).to.equal('PK')
    const unknown = await http().get('/api/v1/reports/nothing')
    expect([unknown.status, JSON.parse(unknown.text).code]).to.deep.equal([404, 'UNKNOWN_REPORT'])
    const wrong = await http().get(`${path}&basis=weather`)
    expect([wrong.status, JSON.parse(wrong.text).code]).to.deep.equal([400, 'BAD_REQUEST'])
  }).timeout(10_000)

  it('feeds the facts after a cursor, page by page', async () => {
    await push('push-0001', manyCustomers())
    await push('push-0002', manyRows(5))
    await push('push-0003', manyRows(5, 6))
    const lines = async (query: string) =>
      (await http().get(`/api/v1/feed?${query}`).buffer(true).parse(asText)).body
        .trim()
        .split('\n')
        .map((line: string) => JSON.parse(line))
    const [head, ...changes] = await lines('')
    expect(head).to.deep.equal({ protocol: 1, facts: 1, company: 'demo', from: 0, to: 3, since: 0, newest: 3, scope: 1, anew: false })
    expect(changes.map((change: { change: number }) => change.change)).to.deep.equal([1, 2, 3])
    expect(changes[1]).to.include({ company: 'demo', actor: 'owner', pushId: 'push-0002', schema: 1 })
    expect(changes[1].facts[0]).to.include({ fact: 'document', kind: 'invoice', number: 'I-1' })
    expect((await lines('after=1&limit=1')).map((line: { change?: number }) => line.change)).to.deep.equal([undefined, 2])
    expect(await lines('after=3')).to.have.length(1)
    expect((await lines('after=2'))[0].since).to.equal(Date.parse(changes[1].recordedAt))
    expect((await lines('after=2&scope=7'))[0]).to.include({ from: 0, anew: true })
    const ahead = await http().get('/api/v1/feed?after=4')
    expect([ahead.status, JSON.parse(ahead.text).code]).to.deep.equal([404, 'NO_CHANGE'])
    const bad = await http().get('/api/v1/feed?after=-1')
    expect([bad.status, JSON.parse(bad.text).code]).to.deep.equal([400, 'BAD_REQUEST'])
  })

  it('gives the whole Book as bytes to a reader that has nothing', async () => {
    await push('push-0001', VARIED)
    const { headers, body } = await http().get('/api/v1/feed').set('accept', 'application/octet-stream').buffer(true).parse(asBytes)
    expect(headers).to.include({ 'content-type': 'application/octet-stream', 'x-change': '1', 'x-newest': '1' })
    const book = bookFrom(new Uint8Array(body))
    expect(book.documents.count).to.equal(ledger.book(OWNER).documents.count)
    expect(book.change).to.equal(1)
    const more = await http()
      .get('/api/v1/feed?after=1')
      .set('accept', 'application/octet-stream, application/x-ndjson;q=0.5')
      .buffer(true)
      .parse(asText)
    expect(more.headers['content-type']).to.match(/ndjson/)
  })

  it('says whose facts it feeds and how much they are', async () => {
    await push('push-0001', manyCustomers())
    await push('push-0002', manyRows(5))
    const { body } = await http().get('/api/v1/feed/size')
    const { company, bytes } = ledger.book(OWNER)
    expect(body).to.deep.equal({ protocol: 1, facts: 1, company, user: 'owner', scope: 1, change: 2, invoices: 5, bytes })
    expect(company).to.have.keys(['code', 'name', 'currency', 'timeZone'])
  })

  it('tells how it is', async () => {
    expect((await http().get('/api/v1/health')).body).to.deep.equal({ status: 'ok', protocol: 1, facts: 1, company: 'demo', change: 0 })
    const one = request(app(service()))
    await one.post('/api/v1/push').send({ pushId: 'push-0001', rows: [row('customers', { code: 'A', name: '甲' })] })
    const { text } = await one.get('/api/v1/metrics')
    expect(text).to.match(/^duebook_change 1$/m)
    expect(text).to.match(/duebook_request_seconds_count\{method="POST",route="\/api\/v1\/push",status="200"\} 1/)
  })

  it('describes itself, and every path of the description answers', async () => {
    const { body } = await http().get('/openapi.json')
    expect(body.openapi).to.equal('3.1.0')
    const references = [...JSON.stringify(body).matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(match => match[1])
    expect(Object.keys(body.components.schemas)).to.include.members([...new Set(references)])
    for (const [path, methods] of Object.entries(body.paths as Record<string, object>)) {
      if (path.endsWith('/live')) continue
      for (const method of Object.keys(methods)) {
        const answer = method === 'get' ? await http().get(path.replace(/\{name\}/, 'open-items')) : await http().post(path).send({})
        expect(answer.status, path).to.be.oneOf([200, 400])
      }
    }
    expect(body.paths['/api/v1/push'].post.requestBody.content['application/json'].schema.$ref).to.equal('#/components/schemas/PushRequest')
    expect(body.components.schemas.PushRequest.properties).to.have.keys(['pushId', 'rows', 'source', 'atomic', 'repeats', 'dryRun'])
  })

  it('shows the description on a page that needs no network', async () => {
    const page = await http().get('/docs')
    expect(page.status).to.equal(200)
    expect(page.headers['content-security-policy']).to.match(/script-src 'self'/)
    const files = [...page.text.matchAll(/(?:src|href)="([^"]+)"/g)].map(match => match[1])
    expect(files).to.have.length(4)
    for (const file of files) expect((await http().get(`/${file}`)).status, file).to.equal(200)
    expect(page.text).not.to.match(/https?:|<script>|<style>/)
    expect((await http().get('/docs/package.json')).status).to.equal(404)
  })

  it('answers this machine’s own names only, so that no foreign page reads it', async () => {
    expect((await http().get('/api/v1/health').set('host', 'localhost:3000')).status).to.equal(200)
    expect((await http().get('/api/v1/health').set('host', '[::1]:3000')).status).to.equal(200)
    const foreign = await http().get('/api/v1/health').set('host', 'evil.example')
    expect([foreign.status, JSON.parse(foreign.text).code]).to.deep.equal([403, 'NOT_YOURS'])
  })
})

// supertest calls these with the raw stream, whatever its types say.
function asBytes(response: object, done: (error: Error | null, bytes: Buffer) => void): void {
  const parts: Buffer[] = []
  const stream = response as NodeJS.ReadableStream
  stream.on('data', (part: Buffer) => parts.push(part))
  stream.on('end', () => done(null, Buffer.concat(parts)))
}

function asText(response: object, done: (error: Error | null, text: string) => void): void {
  asBytes(response, (error, bytes) => done(error, bytes.toString('utf8')))
}
