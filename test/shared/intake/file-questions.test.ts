import { expect } from 'chai'
import { fileQuestions } from '../../../shared/intake/file-questions.js'
import type { Fault } from '../../../shared/intake/input.js'
import { pastedList } from '../../../shared/intake/pasted-list.js'
import { refuse, type Refusal } from '../../../shared/refusals.js'

const fault = (refusal: Refusal, column = ''): Fault => ({ file: 'a.csv', line: 0, column, value: '', refusal })

describe('questions that files ask', () => {
  it('gives each answer with cells as it would read them, one question for all columns of a file', () => {
    const rows = [
      ['No', 'Date', 'Amount'],
      ['I-1', '3/4/2026', '1.234'],
      ['I-2', '5/6/2026', '5.678'],
    ].map((cells, i) => ({ line: i + 1, cells }))
    const { faults } = pastedList({ name: 'a.csv', rows }, { side: 'documents', currency: 'CNY' })
    expect(fileQuestions([...faults, ...faults.map(one => ({ ...one, column: 'Due' }))]).map(({ columns }) => columns)).to.deep.equal([
      ['Date', 'Due'],
      ['Amount', 'Due'],
    ])
    const [dates, decimals] = fileQuestions(faults)
    expect(dates.readings).to.deep.equal([
      { answer: 'D/M/YYYY', examples: ['3/4/2026 = 2026-04-03', '5/6/2026 = 2026-06-05'] },
      { answer: 'M/D/YYYY', examples: ['3/4/2026 = 2026-03-04', '5/6/2026 = 2026-05-06'] },
    ])
    expect(decimals.readings).to.deep.equal([
      { answer: '.', examples: ['1.234 = 1.234', '5.678 = 5.678'] },
      { answer: ',', examples: ['1.234 = 1234', '5.678 = 5678'] },
    ])
  })

  it('a comma in the cell is the decimal sign of the answer that says so', () => {
    const [{ readings }] = fileQuestions([fault(refuse('DECIMALS_AMBIGUOUS', { examples: '1,234 = 1.234 / 1234' }), '金额')])
    expect(readings).to.deep.equal([
      { answer: '.', examples: ['1,234 = 1234'] },
      { answer: ',', examples: ['1,234 = 1.234'] },
    ])
  })

  it('dates that were swapped have one answer, since another file is the cure; lost zeros have two', () => {
    const swapped = refuse('DATES_SWAPPED', { text: '13/4/2026', textLine: 3, date: '2026-05-04', dateLine: 2, form: 'D/M/YYYY' })
    expect(fileQuestions([fault(swapped, '日期')])[0].readings).to.deep.equal([
      { answer: 'D/M/YYYY', examples: ['3: 13/4/2026', '2: 2026-05-04'] },
    ])
    expect(fileQuestions([fault(refuse('ZEROS_LOST', { examples: '12 → 0012, 13 → 0013' }))])[0].readings).to.deep.equal([
      { answer: 'restore', examples: ['12 → 0012', '13 → 0013'] },
      { answer: 'keep', examples: ['12', '13'] },
    ])
  })

  it('what can only be mended asks nothing', () => {
    expect(fileQuestions([fault(refuse('FILE_CUT', { cells: 2, width: 5 })), fault(refuse('BAD_DATE', { value: 'x' }))])).to.deep.equal([])
  })
})
