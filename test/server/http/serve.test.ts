import { expect } from 'chai'
import { connect } from 'node:net'
import { serve, type Running } from '../../../server/http/serve.js'
import { openLedger, type Ledger } from '../../../server/ledger.js'
import { push, row, sampleLedger, temporaryFolders } from '../sample.js'

const MB = 1024 * 1024
const customer = (code: string) => [row('customers', { code, name: code })]

/** Events of a stream as they come. */
async function* events(address: string, headers: Record<string, string> = {}, signal?: AbortSignal) {
  const answer = await fetch(`${address}/api/v1/feed/live`, { headers, signal })
  expect(answer.headers.get('content-type')).to.equal('text/event-stream')
  let text = ''
  const decoder = new TextDecoder()
  for await (const part of answer.body!) {
    text += decoder.decode(part, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = Object.fromEntries(
        text
          .slice(0, end)
          .split('\n')
          .filter(line => /^\w+:/.test(line))
          .map(line => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      )
      text = text.slice(end + 2)
      if (event.event === 'change') yield { id: event.id, ...(JSON.parse(event.data) as { change: number }) }
    }
  }
}

describe('the running service', () => {
  const folder = temporaryFolders()
  let place: string
  let ledger: Ledger
  let running: Running

  beforeEach(async () => {
    place = folder()
    ledger = await sampleLedger(place)
    running = await serve(ledger, { host: '127.0.0.1', port: 0, bodyLimit: 16 * MB, log: 'silent' })
  })
  afterEach(() => running.stop())

  it('tells of each change as it happens, and to one who comes back what it missed', async () => {
    const away = new AbortController()
    const stream = events(running.address, {}, away.signal)
    expect((await stream.next()).value).to.deep.include({ id: '0', change: 0 })
    await ledger.push(push('push-0001', customer('A')), 'S01')
    expect((await stream.next()).value).to.deep.include({ id: '1', change: 1 })
    away.abort()
    await ledger.push(push('push-0002', customer('B')), 'S01')
    const again = new AbortController()
    const resumed = events(running.address, { 'last-event-id': '1' }, again.signal)
    expect((await resumed.next()).value).to.deep.include({ id: '2', change: 2 })
    again.abort()
  })

  it('says nothing at once to one who comes back and missed nothing', async () => {
    await ledger.push(push('push-0001', customer('A')), 'S01')
    const away = new AbortController()
    const stream = events(running.address, { 'last-event-id': '1' }, away.signal)
    const next = stream.next()
    // The stream is up once the service has one more listener: only then can the next change be the first it hears.
    await new Promise(resolve => setTimeout(resolve, 100))
    await ledger.push(push('push-0002', customer('B')), 'S01')
    expect((await next).value).to.deep.include({ change: 2 })
    away.abort()
  })

  it('refuses a body of 200 MB by its length, without waiting for it', async () => {
    const { port } = new URL(running.address)
    const before = process.memoryUsage.rss()
    const answer = await new Promise<string>((resolve, reject) => {
      let text = ''
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/push HTTP/1.1\r\nhost: localhost\r\naccept-language: zh\r\ncontent-type: application/json\r\ncontent-length: ${200 * MB}\r\n\r\n{"pushId":`,
        )
      })
      socket.on('data', part => (text += part.toString('utf8')))
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
      socket.setTimeout(5000, () => reject(new Error('not refused at once')))
    })
    expect(answer).to.match(/^HTTP\/1.1 413 /)
    expect(answer).to.match(/application\/problem\+json/)
    expect(answer).to.contain('"code":"TOO_LARGE"').and.to.contain('请求超过 16 MB 上限')
    expect(process.memoryUsage.rss() - before).to.be.below(100 * MB)
  })

  it('stops reading a body that is longer than it said nothing of', async () => {
    const chunk = new TextEncoder().encode(`"${'x'.repeat(MB)}",`)
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        if (sent++ === 200) controller.close()
        else controller.enqueue(chunk)
      },
    })
    const ended = await fetch(`${running.address}/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      duplex: 'half',
    } as RequestInit).then(
      answer => answer.status,
      () => 'cut off',
    )
    expect(ended).to.be.oneOf([413, 'cut off'])
    expect(sent).to.be.below(200)
    expect((await fetch(`${running.address}/api/v1/health`)).status).to.equal(200)
  })

  it('stops with streams open, keeps what it accepted, and lets the ledger go', async () => {
    const stream = events(running.address)
    await stream.next()
    const accepted = fetch(`${running.address}/api/v1/push`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ pushId: 'push-0001', rows: customer('A') }),
    })
    expect((await accepted).status).to.equal(200)
    expect((await stream.next()).value).to.deep.include({ change: 1 })
    await running.stop()
    expect((await stream.next()).done).to.equal(true)
    const again = await openLedger(place)
    expect(again.change).to.equal(1)
    await again.close()
  })
})
