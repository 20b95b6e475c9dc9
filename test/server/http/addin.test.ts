import { expect } from 'chai'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import request from 'supertest'
import { app } from '../../../server/http/app.js'
import type { Ledger } from '../../../server/ledger.js'
import { sampleLedger, temporaryFolders } from '../sample.js'

describe('the add-in’s files at the service’s address', () => {
  const folder = temporaryFolders()
  let ledger: Ledger
  let addin: string
  const http = (files?: string) =>
    request(app({ ledger, bodyLimit: 1024, addin: files, stopping: new AbortController().signal, log: pino({ level: 'silent' }) }))

  beforeEach(async () => {
    ledger = await sampleLedger(folder())
    addin = folder()
    mkdirSync(addin, { recursive: true })
    writeFileSync(join(addin, 'pane.html'), '<!doctype html><title>Duebook</title>')
  })
  afterEach(() => ledger.close())

  it('may be shown within Office and nowhere else, and run no script but their own and office.js', async () => {
    const { status, headers, text } = await http(addin).get('/pane.html')
    expect(status).to.equal(200)
    expect(text).to.contain('Duebook')
    expect(headers).to.not.have.property('x-frame-options')
    const rules = headers['content-security-policy']
    expect(rules).to.contain("script-src 'self' https://appsforoffice.microsoft.com;")
    expect(rules).to.match(/frame-ancestors 'self' [^;]*https:\/\/\*\.officeapps\.live\.com/)
  })

  it('leave the interface and the folders above them alone', async () => {
    expect((await http(addin).get('/api/v1/health')).headers).to.have.property('x-frame-options')
    expect((await http(addin).get('/..%2f..%2fpackage.json')).status).to.be.oneOf([403, 404])
    expect((await http().get('/pane.html')).status).to.equal(404)
  })
})
