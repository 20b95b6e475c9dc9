import { expect } from 'chai'
import fc from 'fast-check'
import { boundTable } from '../../../../shared/tables/bound/edit.js'
import { currencyOf, fieldText, groupedText } from '../../../../addin/pane/sync/field-text.js'
import { queueOf } from '../../../../addin/pane/sync/queue.js'
import { typedField } from '../../../../addin/pane/sync/typed-field.js'
import type { Pending } from '../../../../addin/sync/pending.js'

const column = (table: string, name: string) => boundTable(table).columns.find(each => each.name === name)!
const shown = (table: string, name: string, text: string, currency = 'CNY') => fieldText(column(table, name), text, currency, 'zh')
const typed = (table: string, name: string, text: string) => typedField(column(table, name), text, 'en')

describe('fields as people read and type them', () => {
  it('shows amounts with separators and the currency’s decimals, digit by digit', () => {
    expect(shown('invoices', 'amount', '999999999999.9')).to.equal('999,999,999,999.90')
    expect(shown('invoices', 'amount', '-1234')).to.equal('-1,234.00')
    expect(shown('invoices', 'amount', '1234', 'JPY')).to.equal('1,234')
    expect(shown('invoices', 'amount', '')).to.equal('–')
    expect(shown('invoices', 'amount', 'about 5')).to.equal('about 5')
    expect(shown('rates', 'rate', '7.1025')).to.equal('7.1025')
    expect(shown('calendar', 'workday', 'no')).to.equal('休息')
    expect(shown('invoices', 'number', '0012345')).to.equal('0012345')
    expect(shown('invoices', 'instalments', '2026-03-31 500; 2026-06-30 1500.5')).to.equal('2026-03-31 500.00; 2026-06-30 1,500.50')
    expect([currencyOf({ currency: 'USD' }, 'CNY'), currencyOf({ currency: '' }, 'CNY'), currencyOf({}, 'CNY')]).to.deep.equal([
      'USD',
      'CNY',
      'CNY',
    ])
  })

  it('loses no digit to its separators', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.nat(99), (whole, cents) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`
        expect(groupedText(text, 2).replaceAll(',', '')).to.equal(text)
      }),
    )
  })

  it('reads what is typed as the column’s type', () => {
    expect(typed('invoices', 'amount', ' (1,234.50) ')).to.deep.equal({ text: '-1234.5' })
    expect(typed('invoices', 'docDate', '2026.3.5')).to.deep.equal({ text: '2026-03-05' })
    expect(typed('invoices', 'number', '００12')).to.deep.equal({ text: '0012' })
    expect(typed('invoices', 'dueDate', '')).to.deep.equal({ text: '' })
    expect(typed('calendar', 'workday', '上班')).to.deep.equal({ text: 'yes' })
    expect(typed('invoices', 'instalments', '2026-03-31 500.00；2026-06-30 1,500')).to.deep.equal({
      text: '2026-03-31 500; 2026-06-30 1500',
    })
  })

  it('tells a wrong text in words', () => {
    const problem = (table: string, name: string, text: string) => {
      const read = typed(table, name, text)
      return 'problem' in read ? read.problem : read.text
    }
    expect(problem('invoices', 'amount', 'abc')).to.equal('“abc” is not an amount. Write it as 1234.56.')
    expect(problem('invoices', 'amount', '1.234,56')).to.contain('1.234,56')
    expect(problem('invoices', 'amount', '')).to.equal('Amount: it must not be empty.')
    expect(problem('invoices', 'docDate', '03/04/2026')).to.equal('“03/04/2026” is not a date. Write it as 2026-03-31.')
    expect(problem('invoices', 'docDate', '2026-02-30')).to.contain('2026-02-30')
    expect(problem('allocations', 'instalment', '1.5')).to.equal('Instalment: it must be a whole number.')
    expect(problem('calendar', 'workday', 'perhaps')).to.equal('Workday: it must be one of Yes, No.')
    expect(problem('invoices', 'instalments', 'half now')).to.contain('2026-03-31')
    expect(typedField(column('invoices', 'amount'), '', 'zh')).to.deep.equal({ problem: '金额：不能为空。' })
  })

  it('counts edits by what they need, and finds the oldest', () => {
    const edit = (state: Pending['state'], editedAt: number): Pending => ({
      tableId: 'T',
      table: 'invoices',
      id: String(editedAt),
      fields: {},
      base: 1,
      state,
      editedAt,
    })
    const queue = queueOf([edit('queued', 30), edit('draft', 10), edit('conflict', 20), edit('queued', 40)])
    expect(queue).to.deep.include({ total: 4, needing: 2, oldest: 10 })
    expect(queue.counts).to.deep.equal({ draft: 1, queued: 2, asks: 0, removed: 0, conflict: 1, refused: 0 })
    expect(queueOf([])).to.deep.include({ total: 0, needing: 0, oldest: undefined })
  })
})
