import { expect } from 'chai'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The accounting rules of the ledger and their worked examples: each is a test with its id in its title. */
const RULES = [
  ...ids('R1', 6),
  ...ids('R2', 3),
  ...ids('R3', 12),
  ...ids('R4', 4),
  ...ids('R5', 4),
  ...ids('R6', 3),
  ...ids('R7', 5),
  'R8',
  ...ids('R10', 4),
  ...ids('R11', 3),
  ...ids('R13', 3),
  ...['T1', 'T2a', 'T2b', 'T2c', 'T3', 'T5', 'T7', 'T8', 'T10a', 'T10b', 'T10c', 'T11', 'T13a'],
]

/** The figures of R8, each by the words its test uses. */
const FIGURES = [
  'DSO simple',
  'countback',
  'best possible',
  'days delinquent',
  'CEI',
  'weighted days late',
  'collection rate',
  'new overdue share',
  'retention',
]

function ids(rule: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => `${rule}.${i + 1}`)
}

/** Titles of all tests in a folder and those below it. */
function titlesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.test.ts'))
    .flatMap(file => [...readFileSync(join(folder, file), 'utf8').matchAll(/\bit\(\s*(['"`])((?:(?!\1)[^\n])*)\1/g)].map(match => match[2]))
}

const names = (title: string, id: string): boolean => title.split(/[\s:,]+/).includes(id)

describe('the rules', () => {
  const titles = titlesIn(import.meta.dirname)

  it('are each a test with its id in its name', () => {
    expect(RULES.filter(id => !titles.some(title => names(title, id)))).to.deep.equal([])
  })

  it('of the collection figures have a test for every figure', () => {
    const ofFigures = titles.filter(title => names(title, 'R8')).join('\n')
    expect(FIGURES.filter(figure => !ofFigures.includes(figure))).to.deep.equal([])
  })

  it('are found by whole ids, not by the beginning of a longer one', () => {
    expect([names('T5 R5.1: aging', 'R5.1'), names('R5.12: other', 'R5.1'), names('T11: pools', 'T1')]).to.deep.equal([true, false, false])
  })
})
