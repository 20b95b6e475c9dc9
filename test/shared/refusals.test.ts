import { expect } from 'chai'
import { Refusal, type RefusalCode, REFUSALS, refuse } from '../../shared/refusals.js'

const placeholders = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort()

describe('refusals', () => {
  for (const [code, reason] of Object.entries(REFUSALS)) {
    it(`${code} speaks both languages and names the same details in both`, () => {
      // Examples of what to type may be Chinese in the English text; its sentences are not.
      expect(reason.en).not.to.match(/[，。：]/)
      expect(reason.zh).to.match(/[\p{Script=Han}：].*[^\x00-\x7f]/u)
      expect(placeholders(reason.zh)).to.deep.equal(placeholders(reason.en))
      expect(reason.status).to.be.within(400, 599)
    })

    it(`${code} fills every detail in`, () => {
      const details = Object.fromEntries(placeholders(reason.en).map(name => [name, `<${name}>`]))
      for (const language of ['en', 'zh'] as const) {
        const text = refuse(code as RefusalCode, details).text(language)
        expect(text).not.to.match(/[{}]/)
        for (const detail of Object.values(details)) expect(text).to.include(detail)
      }
    })
  }

  it('#N/A is for what is not in the ledger, and only for that', () => {
    for (const [code, { cell, status }] of Object.entries(REFUSALS)) expect(cell === '#N/A', code).to.equal(status === 404)
  })

  it('a detail that is missing leaves its name to be seen', () => {
    expect(refuse('UNKNOWN_CUSTOMER').text('en')).to.include('{value}')
  })

  it('a refusal is an error with its English text, its status and its cell error', () => {
    const refusal = refuse('UNKNOWN_CUSTOMER', { value: 'C999' })
    expect(refusal).to.be.instanceOf(Error).and.instanceOf(Refusal)
    expect([refusal.name, refusal.status, refusal.cell]).to.deep.equal(['Refusal', 404, '#N/A'])
    expect(refusal.message).to.equal(refusal.text('en')).and.include('C999')
    expect(refusal.text('zh')).to.include('C999')
  })
})

describe('details of a refusal', () => {
  it('that have words of their own are said in the language asked for', () => {
    const unknown = refuse('UNKNOWN_DOCUMENT', { kind: 'credit note (贷项通知单)', value: 'CN-1' })
    expect(unknown.text('en')).to.equal('There is no credit note CN-1. Check the number.')
    expect(unknown.text('zh')).to.equal('没有贷项通知单 CN-1，请核对号码。')
    const fault = refuse('BAD_REQUEST', { problem: 'rows.0: missing (缺少)' })
    expect(fault.text('zh')).to.equal('请求内容有误：rows.0: 缺少。')
  })

  it('that are somebody’s own words are said as they are', () => {
    expect(refuse('UNKNOWN_CUSTOMER', { value: '华东机电（上海）' }).text('en')).to.match(/华东机电（上海）/)
  })
})
