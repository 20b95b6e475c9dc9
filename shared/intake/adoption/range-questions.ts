import type { Words } from '../../vocabulary.js'
import type { Customers } from './customers.js'
import type { AdoptionFault } from './faults.js'
import type { AdoptionMapping } from './mapping.js'
import { EXAMPLES, type AdoptionQuestion } from './questions.js'
import { similarNames } from './similar-names.js'

const words = (en: string, zh: string): Words => ({ en, zh })
const A_DAY = { answer: 'date', words: words('On a stated day', '指定日期') }

/** What must be asked of a range as a whole, as its rows showed: when receipts count, what undated balances are, lines with one number. */
export function rangeQuestions({ options }: AdoptionMapping, faults: readonly AdoptionFault[], customers: Customers): AdoptionQuestion[] {
  const questions: AdoptionQuestion[] = []
  const ask = (
    code: string,
    question: Omit<AdoptionQuestion, 'examples'>,
    first: (fault: AdoptionFault) => string,
    second: (fault: AdoptionFault) => string,
  ) => {
    const concerned = faults.filter(({ refusal }) => refusal.code === code)
    if (concerned.length === 0) return
    const examples = concerned
      .slice(0, EXAMPLES)
      .map(fault => ({ cell: fault.cell, shown: fault.value, first: first(fault), second: second(fault) }))
    questions.push({ ...question, examples })
  }
  ask(
    'RECEIVED_UNDATED',
    {
      kind: 'receivedOn',
      text: words('On which date do receipts without one count?', '没有日期的已收款按哪个日期计入？'),
      choices: [
        { answer: 'due', words: words('On the due date of their invoice, at the latest today', '按发票到期日（不晚于今天）') },
        { answer: 'document', words: words('On the date of their invoice', '按发票日期') },
        A_DAY,
      ],
    },
    () => '到期日',
    () => '开票日期',
  )
  ask(
    'BALANCE_UNDATED',
    {
      kind: 'undated',
      text: words('From which day do balances without a date age?', '没有日期的余额从哪天起算账龄？'),
      choices: [{ answer: 'marked', words: words('From today, marked “age unknown”', '从今天起，并标注“账龄未定”') }, A_DAY],
    },
    ({ value }) => value,
    () => '账龄未定',
  )
  if (options.sameNumber === undefined) {
    ask(
      'NUMBER_REPEATED',
      {
        kind: 'sameNumber',
        text: words('Are lines with the same number one document?', '同一号码的多行是否为同一张单据？'),
        choices: [
          { answer: 'add', words: words('Yes, their amounts add up', '是，金额合并') },
          { answer: 'refuse', words: words('No, the number is wrong', '不是，号码有误') },
        ],
      },
      ({ value }) => value,
      ({ refusal }) => String(refusal.details.first),
    )
  }
  return [...questions, ...nameQuestions(options.sameAs ?? {}, customers)]
}

/** Names that are alike, of which at least one is new; each pair is asked until it is answered. */
function nameQuestions(answered: Readonly<Record<string, string>>, customers: Customers): AdoptionQuestion[] {
  const news = [...customers.made.values()].map(({ name }) => name)
  const all = [...customers.entries()].map(([name]) => name)
  return similarNames(news, all)
    .filter(({ first, second }) => !Object.hasOwn(answered, second) && answered[first] !== second)
    .map(({ first, second }) => ({
      kind: 'sameName',
      names: { first, second },
      text: words(`Are “${first}” and “${second}” one customer?`, `“${first}”与“${second}”是否为同一客户？`),
      examples: [{ cell: second, shown: second, first, second }],
      choices: [
        { answer: 'same', words: words('Yes, one customer', '是同一客户') },
        { answer: 'different', words: words('No, two customers', '不是，两个客户') },
      ],
    }))
}
