import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'chai'
import type { Served } from '../../host/serve.js'
import { serve } from '../../host/serve.js'

describe('the address of the stand-in', function () {
  this.timeout(60_000)
  let folder: string
  let served: Served

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'stand-in-'))
    await writeFile(join(folder, 'manifest.xml'), '<OfficeApp/>')
    await writeFile(join(folder, 'pane.html'), '<script src="https://appsforoffice.microsoft.com/lib/1/hosted/office.js"></script>')
    served = await serve({
      manifest: join(folder, 'manifest.xml'),
      addin: folder,
      service: (request, response) => response.writeHead(200).end(`service ${request.url}`),
    })
  })
  after(async () => {
    await served.close()
    await rm(folder, { recursive: true })
  })

  const ask = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; text: string; headers: Record<string, unknown> }>((resolve, reject) => {
      get(new URL(path, served.address), { rejectUnauthorized: false, headers }, response => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode!, text, headers: response.headers }))
      }).on('error', reject)
    })

  it('gives page, manifest and office.js', async () => {
    expect((await ask('/host/')).text).to.contain('<script src="/host/main.js">')
    expect((await ask('/host/manifest.xml')).text).to.equal('<OfficeApp/>')
    expect((await ask('/office-js/office.js')).status).to.equal(200)
    expect((await ask('/')).headers.location).to.equal('/host/')
  })

  it('gives pages of the add-in the office.js that npm installed', async () => {
    expect((await ask('/pane.html')).text).to.equal('<script src="/office-js/office.js"></script>')
  })

  it('hands everything else to the service', async () => {
    expect((await ask('/api/v1/customers?q=1')).text).to.equal('service /api/v1/customers?q=1')
  })

  it('gives nothing outside its folders', async () => {
    expect((await ask('/%2e%2e%2fetc/passwd')).text).to.match(/^service /)
    expect((await ask('/host/..%2f..%2fmain.ts')).text).to.match(/^service /)
  })

  it('says that a file is unchanged', async () => {
    const { etag } = (await ask('/host/manifest.xml')).headers as { etag: string }
    expect((await ask('/host/manifest.xml', { 'if-none-match': etag })).status).to.equal(304)
  })
})
