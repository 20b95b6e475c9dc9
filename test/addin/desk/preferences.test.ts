import { expect } from 'chai'
import { openPreferences } from '../../../addin/desk/preferences.js'

/** The browser's storage, as far as preferences use it. */
function storage(kept?: string) {
  let text = kept ?? null
  return { getItem: () => text, setItem: (_: string, value: string) => void (text = value) }
}

describe('preferences', () => {
  it('are kept for the next time, each browser with a name of its own', () => {
    const browser = storage()
    const first = openPreferences(browser)
    expect(first).to.include({ address: '', unit: 'one', threshold: 0.95, person: '' })
    first.change({ threshold: 0.9, person: 'S02' })
    expect(openPreferences(browser)).to.include({ threshold: 0.9, person: 'S02', client: first.client })
    expect(openPreferences(undefined).client).not.to.equal(first.client)
  })

  it('what was spoilt or is from an earlier version is as if never set', () => {
    for (const threshold of ['0', '1.5', '"high"', 'null'])
      expect(openPreferences(storage(`{"threshold":${threshold},"unit":"tenThousand"}`))).to.include({
        threshold: 0.95,
        unit: 'tenThousand',
      })
    expect(openPreferences(storage('{'))).to.include({ threshold: 0.95, person: '' })
  })
})
