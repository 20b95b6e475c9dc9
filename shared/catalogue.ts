import type { FunctionDefinition } from './functions/define.js'
import { FUNCTIONS } from './functions/index.js'
import type { Language } from './refusals.js'
import { REPORTS } from './reports/index.js'
import { TABLES } from './tables/index.js'

/** The three doors as data: facts come in through tables, answers go out through functions and reports. */
export const CATALOGUE = { functions: FUNCTIONS, reports: REPORTS, tables: TABLES } as const

/** Excel's description of the custom functions, in a language. Names are the same in every language and never change once released. */
export function functionsJson(language: Language): object {
  return {
    allowCustomDataForDataTypeAny: true,
    allowErrorForDataTypeAny: true,
    functions: [...FUNCTIONS].map(([name, definition]) => ({
      id: name,
      name,
      description: describe(definition, language),
      parameters: Object.entries(definition.params).map(([param, { help, optional, repeats }]) => ({
        name: param,
        description: help[language],
        type: 'any',
        // A key may be a column or a row: one call answers many cells. A period may be two cells, its first and last day.
        ...(repeats || param === 'period' ? { dimensionality: 'matrix' } : {}),
        ...(optional ? { optional: true } : {}),
      })),
      result: { type: 'any', dimensionality: 'matrix' },
      // Excel keeps the call and takes a new value whenever the ledger has one.
      options: { stream: true },
    })),
  }
}

const describe = ({ zh, summary }: FunctionDefinition, language: Language): string =>
  language === 'zh' ? `${zh}：${summary.zh}` : summary.en

/** The reference of all functions and reports for people, in both languages. */
export function functionsMarkdown(): string {
  const lines = ['# Cell functions · 单元格函数', '', DERIVED, '']
  for (const [name, { zh, summary, params, examples }] of FUNCTIONS) {
    const args = Object.entries(params).map(([param, { optional }]) => (optional ? `[${param}]` : param))
    lines.push(`## ${name} · ${zh}`, '', `\`=AR.${name}(${args.join(', ')})\``, '', `${summary.en}. ${summary.zh}。`, '')
    lines.push('| argument | 参数 | meaning | 含义 |', '| --- | --- | --- | --- |')
    for (const [param, { label, help }] of Object.entries(params)) {
      lines.push(`| ${param} | ${label.zh} | ${cell(help.en)} | ${cell(help.zh)} |`)
    }
    lines.push('', 'On the ledger of the examples, asked on 2026-03-31:', '')
    for (const { args, value } of examples) {
      const formula = `=AR.${name}(${args.map(arg => (arg === null ? '' : JSON.stringify(arg))).join(', ')})`
      lines.push(`- \`${formula.replace(/(, )+\)$/, ')')}\` → \`${JSON.stringify(value)}\``)
    }
    lines.push('')
  }
  lines.push('# Reports · 报表', '', '| name | 名称 | what | 内容 |', '| --- | --- | --- | --- |')
  for (const { name, label, summary } of REPORTS.values())
    lines.push(`| \`${name}\` | ${label.zh} | ${cell(summary.en)} | ${cell(summary.zh)} |`)
  lines.push('', '# Tables · 数据表', '', '| name | 名称 | a row is | 一行表示 |', '| --- | --- | --- | --- |')
  for (const { name, label, summary } of TABLES.values())
    lines.push(`| \`${name}\` | ${label.zh} | ${cell(summary.en)} | ${cell(summary.zh)} |`)
  return `${lines.join('\n')}\n`
}

const DERIVED = '<!-- Derived from shared/functions, shared/reports and shared/tables by `npm run derive`; do not edit. -->'
const cell = (text: string): string => text.replaceAll('|', '\\|')
