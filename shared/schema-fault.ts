import type * as z from 'zod'

/** What is wrong with a value that a schema does not take: where, and in both languages what, since the language is chosen later. */
export interface SchemaFault {
  /** `lines.0.net`; empty for the value as a whole. */
  path: string
  problem: string
}

const TYPES: Readonly<Record<string, string>> = {
  string: '文本',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  object: '对象',
  array: '列表',
  record: '对象',
}

/** The first fault that a schema found. */
export function schemaFault(error: z.ZodError): SchemaFault {
  const issue = error.issues[0]
  return { path: issue.path.join('.'), problem: schemaProblem(issue) }
}

/** What is wrong, in both languages. */
export function schemaProblem(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (/undefined/.test(issue.message)) return 'missing (缺少)'
      return `not a ${issue.expected} (应为${TYPES[issue.expected] ?? issue.expected})`
    case 'unrecognized_keys':
      return `unknown field ${issue.keys.join(', ')} (未知字段)`
    case 'too_big':
      return `larger or longer than ${String(issue.maximum)} (超出上限 ${String(issue.maximum)})`
    case 'too_small':
      return `smaller or shorter than ${String(issue.minimum)} (低于下限 ${String(issue.minimum)})`
    case 'invalid_value':
      return `not one of ${issue.values.map(String).join(', ')} (不在可选值之中)`
    case 'invalid_union':
      return 'not in a form the ledger takes (格式不符)'
    case 'invalid_format':
      return `not in the form ${issue.format} (格式不符)`
    default:
      return `${issue.message} (内容不符)`
  }
}
