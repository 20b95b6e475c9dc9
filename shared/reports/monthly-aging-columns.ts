import { iso } from '../dates.js'
import { decimalsOf } from '../money.js'
import { currencyOf, type ReportQuestion } from './define.js'
import type { Item } from './formulas.js'
import { NOTE_HEADINGS } from './monthly-aging-notes.js'
import { phrases } from './phrases.js'
import { columns, valueOf, type Cell, type Column } from './sheet.js'

/**
 * The columns of the management layout, in the order of the printed sheet. Every place is there whatever the ledger knows; a group of columns
 * in which no row has anything is folded away, so that the rest stays readable on paper.
 */
export function managementColumns(question: ReportQuestion, headings: readonly string[], rows: readonly { item: Item }[]): Column[] {
  const { language, asOf, today, basis } = question
  const say = phrases(language)
  const decimals = decimalsOf(currencyOf(question))
  const money = (key: string, heading: string, more: Partial<Column> = {}) => columns.money(key, heading, { decimals, ...more })
  const place = { group: 'allowance', band: say('Allowance', '坏账准备'), total: undefined }
  const profile = { group: 'profile' }
  // No fold of its own: LibreOffice takes the mark of the folded group after it for this one's.
  const moved = { band: say('Change of the net balance', '本月净额变动') }
  const since = today > asOf ? say(`Received since, to ${iso(today)}`, `期后回款 至${iso(today)}`) : say('Received since', '期后回款')
  const band = basis === 'due' ? say('Overdue', '逾期') : say('Age', '账龄')
  const all: Column[] = [
    columns.integer('position', say('No.', '序号'), { width: 6 }),
    columns.text('code', NOTE_HEADINGS.code[language], { width: 12 }),
    columns.text('name', say('Name', '客户名称'), { width: 30, wrap: true }),
    columns.text('department', say('Department', '部门'), { width: 12, ...profile }),
    columns.text('region', say('Region', '区域'), { width: 10, ...profile }),
    columns.text('salesperson', say('Salesperson', '业务员'), { width: 12, ...profile }),
    columns.text('terms', say('Terms', '账期'), { width: 22, wrap: true, ...profile }),
    money('limit', say('Credit limit', '信用额度'), { ...profile, total: undefined }),
    money('balance', say('Balance', '期末余额')),
    columns.percent('share', say('Share %', '占比%'), { total: 'sum' }),
    ...headings.map((heading, at) => money(`bucket${at}`, heading, { band: basis === 'due' && at === 0 ? undefined : band })),
    money('overdue', say('Overdue in all', '逾期合计')),
    columns.percent('overdueRate', say('Overdue %', '逾期率%'), { total: { ratio: 'overdue', to: 'balance' } }),
    columns.integer('longest', say('Longest overdue, days', '最长逾期天数'), { width: 10, total: 'max' }),
    money('unapplied', say('Unapplied credits', '预收/未核销')),
    money('net', say('Net balance', '净额')),
    money('disputed', say('Disputed of it', '其中争议')),
    money('bills', say('Bills and unbilled of it', '其中票据/暂估'), { group: 'bills', total: undefined }),
    money('opening', say('Last month', '上月余额'), moved),
    money('billed', say('Billed this month', '本月开票'), moved),
    money('cash', say('Received this month', '本月回款'), moved),
    money('other', say('Other changes', '其他增减'), moved),
    money('since', since, { width: 22 }),
    columns.percent('lossRate', say('Loss rate', '计提比例'), place),
    money('allowance', say('Required', '应提'), place),
    money('allowanceBefore', say('Provided', '已提'), place),
    money('charge', say('Charge or release', '补提/转回'), place),
    money('carrying', say('Carrying amount', '账面净值'), place),
    columns.date('lastReceipt', say('Last receipt', '最近回款日')),
    columns.text('owner', say('Responsible', '责任人'), { width: 12 }),
    columns.text('measures', NOTE_HEADINGS.measure[language], { width: 24, wrap: true }),
    columns.text('remark', NOTE_HEADINGS.remark[language], { width: 20, wrap: true }),
  ]
  const held = new Set(all.filter(({ key }) => !isEmpty(key, rows)).map(({ group }) => group))
  return all.map(column => (column.group !== undefined && !held.has(column.group) ? { ...column, hidden: true } : column))
}

const isEmpty = (key: string, rows: readonly { item: Item }[]): boolean =>
  rows.every(({ item }) => {
    const value = valueOf(item[key] as Cell | undefined)
    return value === null || value === 0 || value === ''
  })
