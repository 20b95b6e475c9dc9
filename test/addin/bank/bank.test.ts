import { expect } from 'chai'
import { day } from '../../../shared/dates.js'
import { bankLineStates } from '../../../shared/domain/bank-lines.js'
import { bankDays } from '../../../shared/domain/bank-pool.js'
import { receiptProposals } from '../../../shared/domain/bank-proposals.js'
import type { Book } from '../../../shared/book/book.js'
import { closeAll, openDuebook, type Duebook, type DuebookOptions } from '../duebook.js'
import type * as script from './bank-entry.js'

const LEDGER = `
  customer  C001 name 华东机电有限公司
  customer  C002 name 南方重工
  invoice   I-1  C001  2025-05-01  due 2025-05-31   1000.00
  invoice   I-2  C001  2025-05-05  due 2025-06-04   2000.00
  invoice   I-3  C002  2025-05-06  due 2025-06-05    700.00`
const ACCOUNT = '0622 2000 1'
const asOf = day('2025-06-30')

describe('bank receipts in the workbook', function () {
  this.timeout(30_000)
  afterEach(closeAll)

  const opened = async (options: DuebookOptions = {}) => {
    const book = await openDuebook({ ledger: LEDGER, entry: 'test/addin/bank/bank-entry.ts', ...options })
    const line = (serial: string, amount: string, payer: string, text?: string): [string, Record<string, unknown>] => [
      'bankLines',
      { account: ACCOUNT, serial, day: '2025-06-10', amount, payer, text },
    ]
    const change = await book.service.post(
      line('0001', '1000.00', '华东机电（有限公司）'),
      line('0002', '650.00', '南方重工', 'I-3 货款'),
      line('0003', '88.00', '王建国'),
    )
    await book.until('the lines', () => book.desk.replica.book?.change === change)
    await book.desk.settings.change({ asOf: { kind: 'fixed', date: '2025-06-30' as never } })
    return { ...(book.exports as typeof script), ...book }
  }
  const bookOf = ({ desk }: Duebook): Book => desk.replica.book!
  const states = (book: Book) => bankLineStates(book, { asOf }).map(({ line, state }) => `${line.serial} ${state}`)
  const proposals = (book: Book) => receiptProposals(book, book.bankLines.all, { asOf, threshold: 0.9 })
  const differences = (book: Book) => bankDays(book, { asOf }).map(({ difference }) => difference)
  const said = ({ desk }: Duebook) => desk.board.notices[0].title
  /** The question on the board is answered as soon as it is asked. */
  const answering = async <Result>(duebook: Awaited<ReturnType<typeof opened>>, choice: string | undefined, work: Promise<Result>) => {
    const { board } = duebook.desk
    await duebook.until('the question', () => board.question !== undefined)
    const { title, text } = board.question!
    board.question!.answer(choice)
    return { title, text, result: await work }
  }

  it('posts proposals after a preview, leaves out what is refused, and takes back exactly what it posted', async () => {
    const duebook = await opened()
    const { desk, excel, until, acceptProposals } = duebook
    excel.type('A1', '=AR.BALANCE("C001",,"2025-06-30")')
    excel.type('A2', '=AR.BALANCE("C002",,"2025-06-30")')
    await until('the balances', () => excel.value('A1') === 3000 && excel.value('A2') === 700)
    const found = proposals(bookOf(duebook))
    const accepted = found.filter(({ proposals: [best] }) => best).map(entry => ({ entry, proposal: entry.proposals[0] }))
    expect(accepted.map(({ entry, proposal }) => [entry.line.serial, proposal.customer])).to.deep.equal([
      ['0001', 'C001'],
      ['0002', 'C002'],
    ])
    // One more pays a document beyond what is open.
    const [first] = accepted
    const broken = { entry: found[2], proposal: { ...first.proposal, allocations: [{ document: 'I-3', amount: 8800 as never }] } }

    const put = await answering(duebook, undefined, acceptProposals(desk, [...accepted, broken]))
    expect(put.title).to.equal('Post 2 receipts?')
    expect(put.text).to.equal(
      'CNY 1,650.00: CNY 1,650.00 settles documents, CNY 0.00 stays unapplied.\n2 customers, 2 documents.\n' +
        '1 other line cannot be posted and stays in the list with the reason.',
    )
    expect(put.result).to.equal(undefined)
    expect(states(bookOf(duebook))).to.deep.equal(['0001 unidentified', '0002 unidentified', '0003 unidentified'])

    const { result } = await answering(duebook, 'post', acceptProposals(desk, [...accepted, broken]))
    expect(result?.slice(0, 2)).to.deep.equal([undefined, undefined])
    expect(result?.[2]).to.contain('I-3')
    expect(said(duebook)).to.equal('2 receipts posted.')
    await until('both receipts', () => excel.value('A1') === 2000 && excel.value('A2') === 50)
    expect(states(bookOf(duebook))).to.deep.equal(['0001 posted', '0002 posted', '0003 unidentified'])
    expect(differences(bookOf(duebook))).to.deep.equal([0])

    await desk.board.notices[0].actions[0].run()
    expect(said(duebook)).to.equal('2 receipts taken back; the lines are unidentified again.')
    await until('neither', () => excel.value('A1') === 3000 && excel.value('A2') === 700)
    expect(states(bookOf(duebook))).to.deep.equal(['0001 unidentified', '0002 unidentified', '0003 unidentified'])
    expect(differences(bookOf(duebook))).to.deep.equal([0])

    // What was taken back can be posted again.
    await answering(duebook, 'post', acceptProposals(desk, accepted))
    await until('both again', () => excel.value('A1') === 2000 && excel.value('A2') === 50)
  })

  it('an undo forgets the payer that was learned, closes the dispute and gives the claim back', async () => {
    const duebook = await opened()
    const { desk, postBankReceipt, claim } = duebook
    const line = { account: ACCOUNT, serial: '0003' }
    await claim(desk, line, { by: 'S02', customer: 'C002', invoices: ['I-3'] })
    const before = proposals(bookOf(duebook))[2].proposals
    const value = (subject: 'customer' | 'item', key: string, field: string) => bookOf(duebook).values.at(subject, key, field, asOf)
    const item = `${bookOf(duebook).documents.id[bookOf(duebook).documentsNumbered('I-3')[0]]}#1`

    const part = { document: 'I-3', amount: '88.00', rest: 'deduction' as const, reason: '质量' }
    expect(await postBankReceipt(desk, { ...line, customer: 'C002', allocations: [part] })).to.equal(true)
    expect(value('customer', 'C002', 'payers')).to.equal('王建国')
    expect(value('item', item, 'dispute')).to.equal('612.00 质量')
    expect(states(bookOf(duebook))[2]).to.equal('0003 posted')

    await desk.board.notices[0].actions[0].run()
    expect(value('customer', 'C002', 'payers')).to.equal(undefined)
    expect(value('item', item, 'dispute')).to.equal(undefined)
    expect(states(bookOf(duebook))[2]).to.equal('0003 claimed')
    expect(proposals(bookOf(duebook))[2].proposals).to.deep.equal(before)
  })

  it('a refusal is told and posts nothing; without a connection too', async () => {
    const duebook = await opened({ locale: 'zh-CN' })
    const { desk, service, postBankReceipt } = duebook
    const { change } = bookOf(duebook)
    expect(await postBankReceipt(desk, { account: ACCOUNT, serial: '0003', customer: 'C001', amount: '88.01' })).to.equal(false)
    expect(desk.board.notices[0]).to.include({ tone: 'warning' })
    expect(said(duebook)).to.contain('88.01')
    await service.stop()
    let code = ''
    await postBankReceipt(desk, { account: ACCOUNT, serial: '0003', customer: 'C001' }).catch(
      (error: { code: string }) => (code = error.code),
    )
    expect(code).to.equal('OFFLINE')
    await service.start()
    await desk.replica.refresh()
    expect(bookOf(duebook).change).to.equal(change)
    expect(desk.board.works).to.deep.equal([])
  })

  it('excludes and includes; a second claim is refused with who was first, a rejected one frees the line', async () => {
    const duebook = await opened()
    const { desk, exclude, include, claim, dropClaim } = duebook
    const line = { account: ACCOUNT, serial: '0003' }
    expect(await exclude(desk, line, 'interest', '')).to.equal(true)
    expect(states(bookOf(duebook))[2]).to.equal('0003 excluded')
    expect(differences(bookOf(duebook))).to.deep.equal([0])
    expect(await claim(desk, line, { by: 'S02', customer: 'C002', invoices: [] })).to.equal(false)
    expect(said(duebook)).to.contain('Withdraw the exclusion')
    expect(await include(desk, line)).to.equal(true)
    expect(await include(desk, line)).to.equal(false)

    expect(await claim(desk, line, { by: 'S02', customer: 'C002', invoices: ['I-3'] })).to.equal(true)
    expect(await claim(desk, line, { by: 'S07', customer: 'C001', invoices: [] })).to.equal(false)
    expect(said(duebook)).to.contain('claimed already by S02 for C002')
    expect(await claim(desk, line, { by: 'S02', customer: 'C001', invoices: ['I-3'] })).to.equal(false)
    expect(said(duebook)).to.contain('I-3 belongs to C002')
    expect(await dropClaim(desk, line, 'S02')).to.equal(true)
    expect(await claim(desk, line, { by: 'S07', customer: 'C001', invoices: [] })).to.equal(true)
    await desk.board.notices[0].actions[0].run()
    expect(states(bookOf(duebook))[2]).to.equal('0003 unidentified')
  })

  it('offers the same as a table: ticked and changed there, posted, and each row says what became of it', async () => {
    const duebook = await opened({ locale: 'zh-CN' })
    const { excel, desk, until, bankTable, postBankTable, rowKey } = duebook
    await bankTable(desk, new Set([rowKey({ account: ACCOUNT, serial: '0001' })]))
    const rows = excel.values('A1:O4')
    expect(rows[0]).to.deep.equal([
      '入账',
      '日期',
      '银行账号',
      '流水号',
      '付款人',
      '附言',
      '币种',
      '金额',
      '客户编码',
      '客户名称',
      '核销单据',
      '代付协议',
      '把握',
      '依据',
      '结果',
    ])
    expect(rows[1].slice(0, 13)).to.deep.equal([
      '√',
      '2025-06-10',
      ACCOUNT,
      '0001',
      '华东机电（有限公司）',
      '',
      'CNY',
      1000,
      'C001',
      '华东机电有限公司',
      'I-1 1000.00',
      '',
      0.95,
    ])
    expect(rows[1][13]).to.contain('付款人名称与客户一致')
    expect(rows[2].slice(7, 11)).to.deep.equal([650, 'C002', '南方重工', 'I-3 650.00'])
    expect(rows[3].slice(7, 15)).to.deep.equal([88, '', '', '', '', '', '', ''])

    // The third is ticked with a customer by name and documents that nobody can read; the second is not ticked.
    excel.type('A4', '√')
    excel.type('I4', '南方重工')
    excel.type('K4', 'I-3')
    await postBankTable(desk)
    expect(excel.values('O2:O4').flat().slice(0, 2)).to.deep.equal(['已入账', ''])
    expect(excel.value('O4')).to.contain('单据号 金额')
    expect(said(duebook)).to.equal('已入账 1 笔，1 笔被拒绝，原因见各行。')

    excel.type('K4', 'I-3 5000')
    await postBankTable(desk)
    expect(excel.value('O4')).to.contain('5000.00')
    excel.type('K4', 'I-3 88；')
    await postBankTable(desk)
    expect(excel.value('O4')).to.equal('已入账')
    expect(states(bookOf(duebook))).to.deep.equal(['0001 posted', '0002 unidentified', '0003 posted'])

    // The undo finds its row after a sort, and the row can be posted again.
    excel.type('R1', '=AR.BALANCE("C002",,"2025-06-30")')
    await until('the balance', () => excel.value('R1') === 612)
    await desk.board.notices[0].actions[0].run()
    await until('the balance before', () => excel.value('R1') === 700)
    expect(excel.value('O4')).to.equal('已撤销')
    await postBankTable(desk)
    expect(excel.value('O4')).to.equal('已入账')
    let code = ''
    await postBankTable(desk).catch((error: { code: string }) => (code = error.code))
    expect(code).to.equal('NOTHING_TICKED')
  })

  it('a line parted between two customers, moved columns, and a sheet without a table', async () => {
    const duebook = await opened()
    const { excel, desk, bankTable, postBankTable } = duebook
    let code = ''
    await postBankTable(desk).catch((error: { code: string }) => (code = error.code))
    expect(code).to.equal('NO_BANK_TABLE')
    await bankTable(desk)
    // The outcome is moved before the reason.
    for (const [cell, heading] of Object.entries({ O1: 'moving', N1: 'Outcome' })) excel.type(cell, heading)
    excel.type('O1', 'Reason')
    // The row of the unknown payer takes half of the second line.
    for (const [cell, value] of Object.entries({
      A3: '√',
      H3: '400',
      K3: 'I-3 400',
      A4: 'x',
      D4: '0002',
      H4: '250',
      I4: 'C001',
      K4: 'I-2 250',
    }))
      excel.type(cell, value)
    await postBankTable(desk)
    expect(excel.values('N2:N4').flat().slice(1)).to.deep.equal(['Posted', 'Posted'])
    expect(states(bookOf(duebook))[1]).to.equal('0002 posted')
    expect(differences(bookOf(duebook))).to.deep.equal([0])
  })
})
