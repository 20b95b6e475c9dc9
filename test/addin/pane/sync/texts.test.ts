import { expect } from 'chai'
import { QUEUE_TEXTS } from '../../../../addin/pane/texts/queue.js'
import { SYNC_TEXTS } from '../../../../addin/pane/texts/sync.js'
import { TABLES_TEXTS } from '../../../../addin/pane/texts/tables.js'

const spoken = (texts: object): string[] =>
  Object.values(texts).flatMap(text =>
    typeof text === 'object'
      ? spoken(text as object)
      : [String(typeof text === 'function' ? (text as (...words: string[]) => string)('1', '2', '3', '4') : text)],
  )

describe('the texts of bound tables', () => {
  for (const [name, { en, zh }] of Object.entries({ QUEUE_TEXTS, SYNC_TEXTS, TABLES_TEXTS }))
    it(`${name} say something in both languages, and Chinese says it in Chinese`, () => {
      expect(spoken(en).filter(text => text === '' || /[\u3000-\u303f\u4e00-\u9fff]/.test(text))).to.deep.equal([])
      // What is left is punctuation and a count of a total.
      expect(spoken(zh).filter(text => !/[\u4e00-\u9fff]/.test(text) && !/^[；、。]$/.test(text) && text !== '1 / 2')).to.deep.equal([])
    })
})
