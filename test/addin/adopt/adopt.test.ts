import { expect } from 'chai'
import type * as Entry from './entry.js'
import { checkInvariants } from '../../../shared/book/invariants.js'
import { day } from '../../../shared/dates.js'
import { balance } from '../../../shared/domain/balance.js'
import { closeAll, openDuebook, startService, type Duebook, type Service } from '../duebook.js'

type Value = string | number | boolean

/** A table as people keep it: a title, merged headings, a subtotal, text dates, full-width digits, a fault in two rows. */
const MESSY: Value[][] = [
  ['2026年应收台账（单位：元）', '', '', '', '', ''],
  ['发票号', '客户名称', '开票日期', '到期日', '价税合计', '已收'],
  ["'0001", '东方机电有限公司', "'2026.1.5", "'20260204", 1000, 400],
  ["'0002", '西部钢构', "'2026年1月20日", '', '２，５００．００', ''],
  ['', '', '', '', '', ''],
  ['小计', '', '', '', 3500, 400],
  ["'0003", '西部钢构', "'2026-02-30", '', 300, ''],
  ["'0004", '', "'2026-03-01", '', 50, ''],
  ["'0005", '东方机电有限公司', "'2026/3/2", '', "'(120.50)", ''],
]

describe('a table kept by hand is taken into the ledger', function () {
  this.timeout(60_000)
  afterEach(closeAll)

  const opened = async (values: Value[][], service?: Service) => {
    const book = await openDuebook({ entry: 'test/addin/adopt/entry.ts', ...(service ? { service } : {}) })
    book.excel.type('B3', values)
    book.excel.select('C5')
    return { book, of: book.exports as typeof Entry }
  }
  const look = async ({ book, of }: Awaited<ReturnType<typeof opened>>) => of.adoptionOf(book.desk, await of.meantRange())
  const owed = ({ desk }: Duebook, name: string) => {
    const { book } = desk.context()
    const index = book.customerFiles.findIndex(file => file?.name === name)
    return balance(book, index, { asOf: day('2026-12-31') })
  }

  it('posts what can be read, lists the rest, and takes only what is missing again', async () => {
    const there = await opened(MESSY)
    const { book, of } = there
    let adoption = await look(there)
    expect(adoption.meant.address).to.equal('B3:G11')
    for (const question of adoption.questions) adoption = of.withAnswer(book.desk, adoption, question, question.choices[0].answer)
    expect(adoption.mapping.kind).to.equal('invoices')
    console.log(adoption.questions, adoption.adopted?.faults.map(f=>[f.cell,f.refusal.code]), adoption.adopted?.posted, adoption.adopted?.leftOut)
    const became = await of.takeIn(book.desk, adoption.adopted!.rows, { title: 'test' })
    console.log(became, owed(book, '东方机电有限公司'), checkInvariants(book.desk.context().book))
  })
})
void startService
