import { Button, Field, Input, Link, makeStyles, tokens } from '@fluentui/react-components'
import { SearchRegular } from '@fluentui/react-icons'
import { useState } from 'react'
import type { Answer, Cell, Context } from '../../../shared/functions/context.js'
import type { FunctionDefinition, ResultKind } from '../../../shared/functions/define.js'
import { call } from '../../../shared/functions/evaluate.js'
import { FUNCTIONS } from '../../../shared/functions/index.js'
import { decimalsOf } from '../../../shared/money.js'
import { Refusal, refusalMessage, type Language } from '../../../shared/refusals.js'
import { insertFormula } from '../../commands/insert-function.js'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useLedger } from '../desk-context.js'
import { numberText, percentText } from '../figures.js'
import type { PageProps } from '../page-props.js'
import { linkTo } from '../router.js'
import { List } from '../rows/list.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { argumentOf, formulaText } from '../work/formula-text.js'
import { useCommand, useWorkTexts } from '../work/use-command.js'

const useStyles = makeStyles({
  text: { padding: `0 ${tokens.spacingHorizontalM}`, margin: `${tokens.spacingVerticalXS} 0`, overflowWrap: 'anywhere' },
  formula: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere', userSelect: 'all' },
  value: { fontVariantNumeric: 'tabular-nums', fontWeight: tokens.fontWeightSemibold },
})

/** The catalogue of functions; one of them with its arguments, an answer as one types, and a button that inserts it. */
export default function Functions({ about }: PageProps) {
  const definition = FUNCTIONS.get(about)
  return definition ? <One key={about} name={about} definition={definition} /> : <Catalogue />
}

function Catalogue() {
  const { language } = useDesk()
  const { functions: texts } = useWorkTexts()
  const [typed, setTyped] = useState('')
  const found = [...FUNCTIONS].filter(([name, { zh, summary }]) =>
    typed
      .toLowerCase()
      .split(/\s+/)
      .every(word => `${name} ${zh} ${summary.en} ${summary.zh}`.toLowerCase().includes(word)),
  )
  const rows = found.map(([name, { zh, summary }]) => ({
    key: name,
    name: language === 'zh' ? `${zh} · ${name}` : name,
    detail: inLanguage(summary, language),
    to: linkTo('functions', name),
  }))
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <Form>
        <Field label={texts.search}>
          <Input
            type="search"
            value={typed}
            placeholder={texts.searchHint}
            contentBefore={<SearchRegular aria-hidden />}
            onChange={(_, { value }) => setTyped(value)}
          />
        </Field>
      </Form>
      <div role="status">
        <Quiet>{rows.length > 0 ? texts.count(rows.length) : texts.none}</Quiet>
      </div>
      <List rows={rows} label={texts.title} />
    </>
  )
}

function One({ name, definition }: { name: string; definition: FunctionDefinition }) {
  const styles = useStyles()
  const ledger = useLedger()
  const { language } = useDesk()
  const { functions: texts } = useWorkTexts()
  const params = Object.entries(definition.params)
  const [typed, setTyped] = useState<readonly string[]>(() => params.map(() => ''))
  const [busy, run] = useCommand()
  const args = typed.map(argumentOf)
  const formula = formulaText(name, args)
  const complete = params.every(([, { optional }], i) => optional || args[i] !== null)
  const [example] = definition.examples
  const insert = () => {
    if (!complete) return
    run(async desk => {
      if (await insertFormula(desk, formula)) desk.board.say({ tone: 'success', title: texts.inserted(formula) })
    })
  }
  return (
    <>
      <PageTitle aside={<Link href={linkTo('functions')}>{texts.back}</Link>}>
        {language === 'zh' ? `${definition.zh} · ${name}` : name}
      </PageTitle>
      <p className={styles.text}>{inLanguage(definition.summary, language)}</p>
      <Form submit={insert}>
        {params.map(([param, { label, help, optional }], i) => (
          <Field
            key={param}
            label={optional ? `${inLanguage(label, language)} (${texts.optional})` : inLanguage(label, language)}
            hint={inLanguage(help, language)}
            required={!optional}
          >
            <Input value={typed[i]} onChange={(_, { value }) => setTyped(typed.map((old, at) => (at === i ? value : old)))} />
          </Field>
        ))}
        <Field label={texts.formula}>
          <span className={styles.formula}>{formula}</span>
        </Field>
        <div role="status" aria-label={texts.value}>
          {!complete ? texts.wait : ledger ? <Preview ledger={ledger} name={name} args={args} /> : texts.remote}
        </div>
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={!complete || busy}>
            {texts.insert}
          </Button>
          {example && (
            <Button onClick={() => setTyped(params.map((_, i) => (example.args[i] === null ? '' : String(example.args[i] ?? ''))))}>
              {texts.example}
            </Button>
          )}
        </Actions>
      </Form>
    </>
  )
}

function Preview({ ledger, name, args }: { ledger: Context; name: string; args: readonly Cell[] }) {
  const styles = useStyles()
  const { language } = useDesk()
  const { functions: texts } = useWorkTexts()
  const answered = answerOf(ledger, name, args, language)
  if (typeof answered === 'string') return <span>{answered}</span>
  const { answer } = answered
  if (typeof answer !== 'object' || answer === null) {
    return (
      <span>
        {texts.value}{' '}
        <span className={styles.value}>{shown(answer, FUNCTIONS.get(name)!.result, decimalsOf(ledger.book.company.currency))}</span>
      </span>
    )
  }
  return <span>{texts.spills(answer.length, answer[0]?.length ?? 0)}</span>
}

/** The answer, or why there is none. */
function answerOf(ledger: Context, name: string, args: readonly Cell[], language: Language): { answer: Answer } | string {
  try {
    return { answer: call(ledger, name, args) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return refusalMessage(error, language).message
  }
}

/** One answer as its kind is shown; money comes in major units. */
function shown(value: Cell, kind: ResultKind, decimals: number): string {
  if (value === null) return '–'
  if (typeof value !== 'number') return String(value)
  if (kind === 'percent') return percentText(value)
  return numberText(value, kind === 'money' || kind === 'money-or-rows' ? decimals : 0)
}
