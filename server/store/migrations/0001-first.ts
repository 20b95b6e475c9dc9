import { sql } from 'kysely'
import type { Compilable, Driver } from '../driver.js'

export const version = 1

/** Columns written `name:type`, `?` after the type when it may be empty. */
type Shape = readonly string[]

const SOURCE = 'source_row:whole?'
const PLACED = ['company:whole', 'change:whole', 'place:whole']

const CLUSTERED: Readonly<Record<string, { key: readonly string[]; columns: Shape }>> = {
  document: {
    key: ['company', 'id'],
    columns: [
      ...['company:whole', 'id:whole', 'change:whole', 'kind:text', 'customer:text', 'series:text', 'number:text', 'doc_date:whole'],
      ...['post_date:whole', 'currency:text', 'rate:text', 'amount:whole', 'base:whole', 'dimensions:text?', 'reverses:whole?'],
      ...['of_document:whole?', 'of_order:whole?', 'terms:text?', 'method:text?', 'bank_account:text?', 'bank_serial:text?', 'note:text?'],
      SOURCE,
    ],
  },
  item: {
    key: ['company', 'document', 'instalment'],
    columns: ['company:whole', 'document:whole', 'instalment:whole', 'due:whole', 'amount:whole', 'base:whole'],
  },
  line: {
    key: ['company', 'document', 'line'],
    columns: [
      ...['company:whole', 'document:whole', 'line:whole', 'product:text?', 'quantity:whole', 'net:whole', 'tax:whole', 'cost:whole'],
    ],
  },
  application: {
    key: ['company', 'id'],
    columns: [
      ...['company:whole', 'id:whole', 'change:whole', 'debit:whole', 'debit_instalment:whole', 'credit:whole', 'credit_instalment:whole'],
      ...['purpose:text', 'date:whole', 'amount:whole', 'reverses:whole?', SOURCE],
    ],
  },
  customer: {
    key: ['company', 'change', 'place'],
    columns: [...PLACED, 'code:text', 'name:text', 'short_name:text?', 'former_names:text?', SOURCE],
  },
  product: { key: ['company', 'change', 'place'], columns: [...PLACED, 'code:text', 'name:text', 'category:text?', SOURCE] },
  // The only table in which anything is ever changed or erased: facts and digests know a person by code alone.
  person: { key: ['company', 'code'], columns: ['company:whole', 'code:text', 'change:whole', 'place:whole', SOURCE, 'name:text?'] },
  value: {
    key: ['company', 'change', 'place'],
    columns: [...PLACED, 'subject:text', 'subject_key:text', 'field:text', 'from_date:whole', 'to_date:whole?', 'value:text?', SOURCE],
  },
  rate: { key: ['company', 'change', 'place'], columns: [...PLACED, 'currency:text', 'day:whole', 'rate:text', SOURCE] },
  control: {
    key: ['company', 'change', 'place'],
    columns: [...PLACED, 'account:text', 'customer:text', 'as_of:whole', 'amount:whole?', 'source:text', SOURCE],
  },
  period_event: {
    key: ['company', 'change', 'place'],
    columns: [...PLACED, 'event:text', 'period:text', 'day:whole', 'reason:text?', SOURCE],
  },
  seal: {
    key: ['company', 'change', 'place'],
    columns: [...PLACED, 'report:text', 'question:text', 'known_at:whole', 'engine:text', 'hash:text', SOURCE],
  },
}

/** The first tables: one for each group of facts, the changes with the audit digest, and two views for people. */
export async function up(driver: Driver): Promise<void> {
  await driver.run(table(driver, 'company', ['id:whole', 'code:text', 'name:text', 'currency:text', 'time_zone:text'], ['id']))
  await driver.run(driver.db.schema.createIndex('company_code').on('company').column('code').unique())
  await driver.run(
    table(
      driver,
      'change',
      [
        ...['company:whole', 'change:whole', 'recorded_at:whole', 'actor:text', 'source_file:text?', 'source_workbook:text?'],
        ...['source_sheet:text?', 'source_table:text?', 'push_id:text', 'push_hash:bytes', 'schema:whole', 'digest:bytes'],
        ...['answer:text', 'facts:bytes'],
      ],
      ['company', 'change'],
    ).addForeignKeyConstraint('change_company', ['company'] as never, 'company', ['id']),
  )
  await driver.run(driver.db.schema.createIndex('change_push').on('change').columns(['company', 'push_id']).unique())
  for (const [name, { key, columns }] of Object.entries(CLUSTERED)) {
    await driver.run(table(driver, name, columns, key).modifyEnd(sql.raw(driver.words.clustered)))
  }
  for (const view of views(driver)) await driver.run(view)
}

function table(driver: Driver, name: string, columns: Shape, key: readonly string[]) {
  const types = { whole: driver.words.whole, bytes: driver.words.bytes, text: 'text' } as const
  let built = driver.db.schema.createTable(name)
  for (const column of columns) {
    const [title, type] = column.replace('?', '').split(':')
    built = built.addColumn(title, sql.raw(types[type as keyof typeof types]), made => (column.endsWith('?') ? made : made.notNull()))
  }
  return built.addPrimaryKeyConstraint(`${name}_key`, key as never)
}

// Currencies without and with three decimals; a later migration may make the views anew.
const WHOLE = "'BIF','CLP','DJF','GNF','ISK','JPY','KMF','KRW','PYG','RWF','UGX','VND','VUV','XAF','XOF','XPF'"
const THOUSANDTHS = "'BHD','IQD','JOD','KWD','LYD','OMR','TND'"

/** For people who open the file with another tool: what is open today, and how old. The service computes its answers otherwise. */
function views({ db, words }: Driver): Compilable[] {
  const text = words.dateText
  const scale = `case when d.currency in (${WHOLE}) then 1.0 when d.currency in (${THOUSANDTHS}) then 1000.0 else 100.0 end`
  const side = (mine: string, sign: string) => `
    select a.company, a.${mine} as document, a.${mine}_instalment as instalment, ${sign}a.amount as settled
    from application a
    join document x on x.company = a.company and x.id = a.debit
    join document y on y.company = a.company and y.id = a.credit
    where a.date <= ${words.today} and x.post_date <= ${words.today} and y.post_date <= ${words.today}`
  const openItems = `
    select c.code as company, d.customer, d.kind, d.series, d.number, i.instalment, d.currency,
      ${text('d.doc_date')} as document_date, ${text('i.due')} as due_date, i.amount / ${scale} as amount,
      (i.amount - coalesce(s.settled, 0)) / ${scale} as open, ${words.today} - i.due as days_overdue
    from item i
    join document d on d.company = i.company and d.id = i.document
    join company c on c.id = i.company
    left join (
      select company, document, instalment, sum(settled) as settled
      from (${side('debit', '')} union all ${side('credit', '-')}) applied
      group by company, document, instalment
    ) s on s.company = i.company and s.document = i.document and s.instalment = i.instalment
    where d.post_date <= ${words.today} and i.amount <> coalesce(s.settled, 0)`
  const bucket = (name: string, test: string) => `sum(case when amount > 0 and ${test} then open else 0 end) as "${name}"`
  const aging = `
    select company, customer, currency,
      ${bucket('not due', 'days_overdue <= 0')}, ${bucket('1-30', 'days_overdue between 1 and 30')},
      ${bucket('31-60', 'days_overdue between 31 and 60')}, ${bucket('61-90', 'days_overdue between 61 and 90')},
      ${bucket('>90', 'days_overdue > 90')},
      sum(case when amount < 0 then open else 0 end) as unapplied, sum(open) as total
    from open_items_today group by company, customer, currency`
  const view = (name: string, body: string) => db.schema.createView(name).as(sql.raw<never>(body) as never)
  return [view('open_items_today', openItems), view('aging_today', aging)]
}
