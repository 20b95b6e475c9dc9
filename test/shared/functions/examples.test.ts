import { expect } from 'chai'
import { Book } from '../../../shared/book/book.js'
import { day } from '../../../shared/dates.js'
import { call, contextOf, evaluate } from '../../../shared/functions/evaluate.js'
import { EXAMPLE_LEDGER } from '../../../shared/functions/example-ledger.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'
import type { Refusal } from '../../../shared/refusals.js'
import { record } from '../../sample-ledger.js'

const book = new Book({ code: 'example', name: 'Example', currency: 'CNY', timeZone: 'Asia/Shanghai' })
for (const row of EXAMPLE_LEDGER) record(book, row)
const context = contextOf(book, day('2026-03-31'))

describe('the cell functions', () => {
  for (const [name, { examples, params }] of FUNCTIONS) {
    it(`${name} has an example`, () => expect(examples).to.not.have.length(0))
    for (const { args, value } of examples) {
      it(`=AR.${name}(${args.map(arg => JSON.stringify(arg)).join(', ')})`, () => {
        expect(args.length).to.be.at.most(Object.keys(params).length)
        const isRefusal = value !== null && typeof value === 'object' && 'refusal' in value
        let answer: unknown
        try {
          answer = call(context, name, args)
        } catch (error) {
          answer = { refusal: (error as Refusal).code }
        }
        expect(answer).to.deep.equal(value)
        // The batched door gives the same.
        const batch = evaluate(book, { today: '2026-03-31', calls: [{ fn: name, args: args.map(arg => [arg, arg]) }] }, 'zh').results[0]
        if (isRefusal) expect(batch).to.have.nested.property('[1].refusal.code', value.refusal)
        else expect(batch).to.deep.equal([value, value])
      })
    }
  }
})
