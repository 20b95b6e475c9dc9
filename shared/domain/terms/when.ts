import type { BaseDate, Step, TermLine } from './payment-terms.js'

/** When a line is due, without the share it takes. */
export type When = Pick<TermLine, 'base' | 'prepaid' | 'cutOff' | 'steps'>

/**
 * Reads one due date as people type it, lower case and without spaces beside Chinese characters; undefined when it is none.
 *
 * `[25日截止 | cut-off 25] [货到 | 票到 | 开票后] FORM` or `FORM [after delivery | after receipt of invoice]`, where FORM is one of
 * - 款到发货, 预付, cash in advance · 现结, due immediately, due on receipt · 货到付款, COD · 票到付款
 * - 30天, net 30, 30 days · 2个月, 2 months: days or calendar anniversaries from the base date
 * - 月结, EOM: the end of the month · 月结30天, 30 EOM, net 30 EOM, EOM 30: so many days after it
 * - 月结次月15日, 当月, 隔月, 第3个月 likewise, 15 MFI, 15 prox, day 15 of the next month · 次月底, end of the next month
 * - 开票起加2个月定15日加30天到月底, start plus 2 months on day 15 plus 30 days to month end: steps in any order
 */
export function parseWhen(text: string): When | undefined {
  const cut = /^(?:每月)?(\d{1,2})[日号](?:截止|截单|截账|结账|对账)|^cut-?off (?:day )?(\d{1,2}) /.exec(text)
  if (!cut) return due(text)
  const cutOff = Number(cut[1] ?? cut[2])
  const rest = due(text.slice(cut[0].length).trim())
  return rest && isDate(cutOff) ? { ...rest, cutOff } : undefined
}

function due(text: string): When | undefined {
  if (PREPAID.test(text)) return { prepaid: true, steps: [] }
  if (AT_ONCE.test(text)) return { steps: [] }
  if (/^(cod|(cash|due|payment|on)( on)? delivery)$/.test(text)) return { base: 'delivery', steps: [] }
  if (/^(due )?(up)?on receipt of (the )?invoice$/.test(text)) return { base: 'received', steps: [] }
  const { base, body, named } = baseOf(text)
  const steps = named && body === '' ? [] : (chineseSteps(body) ?? englishSteps(body))
  if (!steps || steps.some(step => 'day' in step && !isDate(step.day))) return undefined
  return { ...(base === 'document' ? {} : { base }), steps: steps.filter(moves) }
}

const PREPAID =
  /^(款到发货|先款后货|款到|(全款|全额)?预付款?|定金|订金|(cash |payment |paid )?in advance|advance payment|prepa(id|yment)|cia|pia|cbd|cash before delivery)$/
const AT_ONCE = /^(现结|现款|现付|现金|现款现货|即付|cash|(due )?(up)?on receipt|(due )?immediate(ly)?|due on invoice( date)?)$/

const isDate = (date: number) => date >= 1 && date <= 31
const moves = (step: Step) => !('addDays' in step && step.addDays === 0) && !('addMonths' in step && step.addMonths === 0)

function baseOf(text: string): { base: BaseDate; body: string; named: boolean } {
  const chinese = /^(?:(货到|到货|收货|交货|发货)|(票到|到票|收票|收到发票|见票)|(?:开票|发票|票))(?:日期?)?(?:之?后|起)?(.*)$/.exec(text)
  if (chinese) {
    const base = chinese[1] ? 'delivery' : chinese[2] ? 'received' : 'document'
    return { base, body: chinese[3].replace(PAID, ''), named: true }
  }
  const english =
    /^(.*?) (?:rog|(?:after|from) (?:(delivery|receipt of (?:the )?goods)|(receipt(?: of (?:the )?invoice)?)|(?:the )?invoice(?: date)?))$/.exec(
      text,
    )
  if (english) {
    const base = english[2] || text.endsWith('rog') ? 'delivery' : english[3] ? 'received' : 'document'
    return { base, body: english[1], named: false }
  }
  return { base: 'document', body: text.replace(PAID, ''), named: false }
}

const PAID = /内?(?:付款|付清|支付|结清|到期|付)?$/

const MONTHS = '(当月|本月|次月|下月|隔月|次次月|第(\\d{1,3})个月)'
const monthsLater = (word: string, count: string | undefined): number =>
  count !== undefined ? Number(count) : /^[当本]月$/.test(word) ? 0 : /^[次下]月$/.test(word) ? 1 : 2

function chineseSteps(body: string): Step[] | undefined {
  let match: RegExpExecArray | null
  if ((match = /^(月结)?(\d{1,4})[天日]$/.exec(body)))
    return [...(match[1] ? [{ monthEnd: true as const }] : []), { addDays: Number(match[2]) }]
  if ((match = /^(月结)?(\d{1,3})个月$/.exec(body)))
    return [{ addMonths: Number(match[2]) }, ...(match[1] ? [{ monthEnd: true as const }] : [])]
  if (/^(月结|当月结|(当月)?月?[底末])$/.test(body)) return [{ monthEnd: true }]
  if ((match = new RegExp(`^(?:月结)?${MONTHS}的?(\\d{1,2})[日号]$`).exec(body)))
    return [{ addMonths: monthsLater(match[1], match[2]) }, { day: Number(match[3]) }]
  if ((match = new RegExp(`^(?:月结)?${MONTHS}月?[底末]$`).exec(body)))
    return [{ addMonths: monthsLater(match[1], match[2]) }, { monthEnd: true }]
  return chain(body, /加(\d{1,3})个月|加(\d{1,4})天|定(\d{1,2})日|到月底/y)
}

function englishSteps(body: string): Step[] | undefined {
  let match: RegExpExecArray | null
  if ((match = /^(?:net ?|n\/?)(\d{1,4})(?: days?)?$|^(\d{1,4}) days?(?: net)?$/.exec(body)))
    return [{ addDays: Number(match[1] ?? match[2]) }]
  if ((match = /^(?:net )?(\d{1,3}) months?$/.exec(body))) return [{ addMonths: Number(match[1]) }]
  if (/^(?:net )?(?:eom|(the )?end of (the )?month|month end)$/.test(body)) return [{ monthEnd: true }]
  match =
    /^(?:net )?(\d{1,4})(?: days?)? (?:eom|(?:after )?(?:end of (?:the )?month|month end))$|^(?:net )?eom ?\+? ?(\d{1,4})(?: days?)?$/.exec(
      body,
    )
  if (match) return [{ monthEnd: true }, { addDays: Number(match[1] ?? match[2]) }]
  match = /^(?:net )?(?:day )?(?:the )?(\d{1,2})(?:st|nd|rd|th)? (?:mfi|prox\.?|proximo|of (?:the )?(?:next|following) month)$/.exec(body)
  if (match) return [{ addMonths: 1 }, { day: Number(match[1]) }]
  if ((match = /^day (\d{1,2}) of (?:the month|month (\d{1,3}) after)$/.exec(body)))
    return [{ addMonths: Number(match[2] ?? 0) }, { day: Number(match[1]) }]
  if ((match = /^end of (?:(?:the )?(?:next|following) month|month (\d{1,3}) after)$/.exec(body)))
    return [{ addMonths: Number(match[1] ?? 1) }, { monthEnd: true }]
  return body.startsWith('start ')
    ? chain(body.slice(5), / plus (\d{1,3}) months?| plus (\d{1,4}) days?| on day (\d{1,2})| to month end/y)
    : undefined
}

function chain(body: string, step: RegExp): Step[] | undefined {
  const steps: Step[] = []
  while (step.lastIndex < body.length) {
    const match = step.exec(body)
    if (!match) return undefined
    const [, months, days, date] = match
    if (months !== undefined) steps.push({ addMonths: Number(months) })
    else if (days !== undefined) steps.push({ addDays: Number(days) })
    else steps.push(date !== undefined ? { day: Number(date) } : { monthEnd: true })
  }
  return steps.length > 0 ? steps : undefined
}
