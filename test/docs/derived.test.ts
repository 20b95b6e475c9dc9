import { expect } from 'chai'
import { stale } from '../../docs/derive.js'
import { CATALOGUE, functionsJson } from '../../shared/catalogue.js'

describe('derived files', () => {
  it('are current: functions.json in both languages, the function reference, the OpenAPI document', async () => {
    expect(await stale(), 'run `npm run derive`').to.deep.equal([])
  })

  it('functions.json is what Excel takes: unique ids in capitals, texts in both languages, optional arguments last', () => {
    interface Described {
      id: string
      description: string
      parameters: { name: string; description: string; optional?: boolean }[]
    }
    const [en, zh] = (['en', 'zh'] as const).map(language => (functionsJson(language) as { functions: Described[] }).functions)
    expect(new Set(en.map(one => one.id)).size).to.equal(CATALOGUE.functions.size)
    en.forEach((one, i) => {
      expect(one.id).to.match(/^[A-Z][A-Z0-9_.]*$/)
      expect(zh[i].description).to.match(/[一-鿿]/)
      expect(one.description).to.match(/[a-z]/)
      const firstOptional = one.parameters.findIndex(parameter => parameter.optional)
      if (firstOptional >= 0) expect(one.parameters.slice(firstOptional).every(parameter => parameter.optional)).to.equal(true)
      one.parameters.forEach((parameter, p) => {
        expect(parameter.description).to.not.equal('')
        expect(zh[i].parameters[p].description).to.not.equal('')
      })
    })
  })

  it('every function of the guide is there', () => {
    expect([...CATALOGUE.functions.keys()].sort()).to.deep.equal(
      'AGING BALANCE OVERDUE UNAPPLIED EXPOSURE CREDIT_LIMIT CREDIT_LEFT CUSTOMER_MARGIN SALES BILLED COLLECTED DUE MOVEMENT DSO DAYS_LATE COLLECTION_RATE OPEN_ITEMS INVOICE_OPEN INVOICE_STATUS LAST_RECEIPT CUSTOMER CUSTOMER_ID TIEOUT TRACE UNIDENTIFIED'
        .split(' ')
        .sort(),
    )
  })
})
