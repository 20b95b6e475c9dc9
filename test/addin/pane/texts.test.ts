import { expect } from 'chai'
import { languageOf, TEXTS } from '../../../addin/pane/texts.js'

describe('the texts of the pane', () => {
  it('follow Office’s display language', () => {
    expect(['zh-CN', 'zh-TW', 'ZH', 'en-US', 'de-DE', 'zha', '', undefined].map(languageOf)).to.deep.equal([
      ...['zh', 'zh', 'zh'],
      ...['en', 'en', 'en', 'en', 'en'],
    ])
  })

  it('give the same commands in both languages', () => {
    const commands = (language: 'en' | 'zh') => TEXTS[language].connect.map(paragraph => paragraph.command)
    expect(commands('zh')).to.deep.equal(commands('en'))
  })
})
