import { expect } from 'chai'
import type { Money } from '../../../shared/money.js'
import { customerIn, referencesOf, textsOf } from '../../../addin/pane/customer/named.js'
import { matches } from '../../../addin/pane/customer/matches.js'
import { amountText, percentText } from '../../../addin/pane/figures.js'
import { ageText } from '../../../addin/pane/header/age.js'
import { newestOnly } from '../../../addin/pane/header/newest-only.js'
import { linkTo, placeOf, routeTo } from '../../../addin/pane/router.js'
import { indexAfter, windowOf } from '../../../addin/pane/rows/window.js'
import { languageOf } from '../../../addin/desk/language.js'
import { TEXTS } from '../../../addin/pane/texts/texts.js'
import { WORK_TEXTS } from '../../../addin/pane/texts/work.js'
import { changeParams, isReportable } from '../../../addin/pane/work/asked-change.js'
import { argumentOf, formulaText } from '../../../addin/pane/work/formula-text.js'
import { choicesOf, paramsOf } from '../../../addin/pane/work/report-choices.js'
import { unsealedPeriod } from '../../../addin/pane/today/unsealed.js'
import { sampleLedger } from '../../sample-ledger.js'
import { exampleBook } from './page/books.js'

describe('the parts of the pane', () => {
  it('texts follow Office’s display language', () => {
    expect(['zh-CN', 'zh-TW', 'ZH', 'en-US', 'de-DE', 'zha', '', undefined].map(languageOf)).to.deep.equal([
      ...['zh', 'zh', 'zh'],
      ...['en', 'en', 'en', 'en', 'en'],
    ])
  })

  it('texts say something in both languages, and Chinese says it in Chinese', () => {
    const spoken = (texts: object): string[] =>
      Object.values(texts).flatMap(text =>
        typeof text === 'object'
          ? spoken(text as object)
          : [String(typeof text === 'function' ? (text as (...words: string[]) => string)('1', '2', '3') : text)],
      )
    const [en, zh] = [spoken(TEXTS.en), spoken(TEXTS.zh)]
    const [work, workInChinese] = [spoken(WORK_TEXTS.en), spoken(WORK_TEXTS.zh)]
    expect(work.filter(text => text === '' || /[\u4e00-\u9fff]/.test(text))).to.deep.equal([])
    expect(workInChinese.filter(text => !/[\u4e00-\u9fff]/.test(text))).to.deep.equal([])
    expect(en.filter(text => text === '' || /[\u4e00-\u9fff]/.test(text))).to.deep.equal([])
    // What is left is written alike in both: a command, the language itself, digits and signs, a currency.
    expect(zh.filter(text => !/[\u4e00-\u9fff，]/.test(text))).to.deep.equal(
      ['zh-CN', '1 / 2', '1 / 2 MB', TEXTS.en.state.emptyCommand, 'DSO', '1 / 2', '1'].filter(text => zh.includes(text)),
    )
  })

  it('amounts have their currency’s decimals, a dash for nothing, and 万 on demand', () => {
    const of = (amount: number, currency: string, unit?: 'tenThousand') => amountText(amount as Money, currency, unit)
    expect([of(0, 'CNY'), of(-1050, 'CNY'), of(123456789012345, 'CNY'), of(1234567, 'JPY'), of(1234567, 'KWD')]).to.deep.equal([
      '–',
      '-10.50',
      '1,234,567,890,123.45',
      '1,234,567',
      '1,234.567',
    ])
    expect([of(1248392055, 'CNY', 'tenThousand'), of(12345678, 'JPY', 'tenThousand')]).to.deep.equal(['1,248.39', '1,234.57'])
    expect(percentText(0.2564)).to.equal('25.6%')
  })

  it('ages are told in words', () => {
    const [now, minute] = [1_000_000_000, 60_000]
    const ages = (locale: string) => [0, 59_000, 2 * minute, 90 * minute, 49 * 60 * minute].map(age => ageText(now - age, now, locale))
    expect(ages('en')).to.deep.equal(['now', 'now', '2 minutes ago', '1 hour ago', '2 days ago'])
    expect(ages('zh-CN')).to.deep.equal(['现在', '现在', '2分钟前', '1小时前', '前天'])
    expect(ageText(now + 5000, now, 'en')).to.equal('now')
  })

  it('routes are read and written, whatever a code holds', () => {
    expect(placeOf(linkTo('customer', 'A/B 1#华'))).to.deep.equal({ page: 'customer', about: 'A/B 1#华' })
    expect(placeOf(`#${routeTo('as-of')}`)).to.deep.equal({ page: 'as-of', about: '' })
    expect(placeOf('#&_xdm_Info=1|2|https://excel')).to.deep.equal({ page: 'today', about: '' })
    expect(placeOf('#/customer/%')).to.deep.equal({ page: 'customer', about: '%' })
  })

  it('a long list draws what is in view, and keys stay inside it', () => {
    const list = { count: 1000, height: 48, shown: 9 }
    expect(windowOf({ ...list, scrolled: 0 })).to.deep.equal({ from: 0, to: 16 })
    expect(windowOf({ ...list, scrolled: 48 * 500 })).to.deep.equal({ from: 494, to: 516 })
    expect(windowOf({ ...list, scrolled: 48 * 991 })).to.deep.equal({ from: 985, to: 1000 })
    expect(['ArrowUp', 'PageDown', 'End', 'a'].map(key => indexAfter(key, 0, 5, 9))).to.deep.equal([0, 4, 4, undefined])
    expect(indexAfter('End', 0, 0, 9)).to.equal(undefined)
  })

  it('of values that come too fast the newest is sent, one at a time', async () => {
    const sent: number[] = []
    let under = 0
    await new Promise<void>(resolve => {
      const send = newestOnly<number>(
        async value => {
          expect(++under).to.equal(1)
          await new Promise(done => setTimeout(done, 5))
          under--
          sent.push(value)
        },
        1,
        resolve,
      )
      for (let value = 1; value <= 50; value++) send(value)
    })
    expect(sent).to.deep.equal([1, 50])
  })

  it('a cell names a customer by code or name, and a formula by its texts and references', () => {
    const book = exampleBook()
    expect(['C001', '北方重工', ' C002 ', '机电', '*', '', 6300, null].map(value => customerIn(book, value))).to.deep.equal([
      ...['C001', 'C003', 'C002'],
      ...[undefined, undefined, undefined, undefined, undefined],
    ])
    expect(textsOf('=AR.AGING("C001","31""60")+1')).to.deep.equal(['C001', '31"60'])
    expect(textsOf('=CONCAT("C001")')).to.deep.equal([])
    expect(referencesOf(`=AR.AGING($A7,"B1",Data!C3,'Q1 data'!D4)+$E$5`)).to.deep.equal(['A7', 'E5'])
  })

  it('customers match by code first, then by the beginning of a name, then inside it', () => {
    const book = exampleBook()
    expect(matches(book, 'jd').map(({ code }) => code)).to.deep.equal(['C001', 'C002'])
    expect(matches(book, '003').map(({ code }) => code)).to.deep.equal(['C003'])
    expect(matches(book, '  ')).to.deep.equal([])
  })

  it('the period closed last is unsigned until a seal names its last day', () => {
    const lines = 'invoice I-1 C001 2026-01-05 due 2026-02-04 100.00\nclose 2026-01'
    expect(unsealedPeriod(sampleLedger(lines))?.period).to.equal('2026-01')
    const sealed = sampleLedger(lines)
    const seal = { report: 'monthly-aging', question: '{"asOf":"2026-01-31"}', knownAt: sealed.change, engine: '1', hash: 'x' }
    sealed.append({ change: sealed.change + 1, facts: [{ fact: 'seal', ...seal }], recordedAt: '2026-02-03T00:00:00.000Z' })
    expect(unsealedPeriod(sealed)).to.equal(undefined)
    expect(unsealedPeriod(sampleLedger(''))).to.equal(undefined)
  })

  it('a formula has what was typed as Excel writes it, without what is left out at the end', () => {
    expect(['001', '1', '-2.50', 'true', ' 31-60 ', '', '2026-03-31'].map(argumentOf)).to.deep.equal([
      ...['001', 1, -2.5, true, '31-60', null, '2026-03-31'],
    ])
    expect(formulaText('AGING', ['C"1', null, 3, true, null])).to.equal('=AR.AGING("C""1",,3,TRUE)')
    expect(formulaText('BALANCE', [null])).to.equal('=AR.BALANCE()')
  })

  it('a report is asked only what it uses, without what is left at its standard', () => {
    expect(choicesOf('monthly-aging', { layout: 'audit' })).to.deep.equal(['asOf', 'layout', 'unit'])
    expect(choicesOf('change-bridge', {})).to.deep.equal(['compare', 'period', 'customer', 'filter', 'unit'])
    expect(choicesOf('change-bridge', { compare: 'since' })).to.deep.equal(['compare', 'asOf', 'since', 'customer', 'filter', 'unit'])
    const typed = { asOf: '2026-03-31', period: '2026-03', since: '7', customer: ' ', unit: 'tenThousand', by: 'region' }
    expect(paramsOf('change-bridge', { ...typed, compare: 'since' })).to.deep.equal({ asOf: '2026-03-31', since: '7', unit: 'tenThousand' })
    expect(paramsOf('tie-out', typed)).to.deep.equal({ asOf: '2026-03-31' })
  })

  it('two dates are asked as a period known at one change, one date as known at two', () => {
    const asked = (from: string, to: string, knownFrom = '', knownTo = '') => {
      const typed = { from, to, knownFrom, knownTo }
      return isReportable(typed) ? changeParams(typed, () => 5) : undefined
    }
    const asOf = '2026-03-31'
    expect(asked('2026-02-28', asOf)).to.deep.equal({ asOf, period: '2026-03-01..2026-03-31' })
    expect(asked('2026-02-28', asOf, '9', '9')).to.deep.equal({ asOf, period: '2026-03-01..2026-03-31', knownAt: 9 })
    expect(asked('2026-02-28', asOf, '8', '9')).to.equal(undefined)
    expect(asked(asOf, asOf)).to.deep.equal({ asOf, since: 5 })
    expect(asked(asOf, asOf, '8', '9')).to.deep.equal({ asOf, since: 8, knownAt: 9 })
  })
})
