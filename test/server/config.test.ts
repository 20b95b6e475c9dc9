import { expect } from 'chai'
import { config } from '../../server/config.js'
import type { Refusal } from '../../shared/refusals.js'

describe('the settings', () => {
  it('have defaults that keep the service to this machine', () => {
    expect(config({})).to.deep.equal({
      folder: 'data/demo',
      host: '127.0.0.1',
      port: 3000,
      bodyLimit: 16 * 1024 * 1024,
      addin: 'dist/addin',
      log: 'info',
    })
  })

  it('are read from the environment', () => {
    const read = config({ DUEBOOK_LEDGER: 'books', DUEBOOK_HOST: '::1', DUEBOOK_PORT: '0', DUEBOOK_BODY_LIMIT: '1', DUEBOOK_LOG: 'silent' })
    expect(read).to.deep.equal({ folder: 'books', host: '::1', port: 0, bodyLimit: 1024 * 1024, addin: 'dist/addin', log: 'silent' })
  })

  it('are refused by name when they are wrong', () => {
    try {
      config({ DUEBOOK_PORT: '99999' })
      expect.fail('not refused')
    } catch (error) {
      expect((error as Refusal).code).to.equal('BAD_ARGUMENT')
      expect((error as Refusal).text('en')).to.contain('DUEBOOK_PORT')
    }
  })
})
