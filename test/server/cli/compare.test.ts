import { expect } from 'chai'
import { Command, Option } from 'commander'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addCompareCommands } from '../../../server/cli/compare.js'
import { createLedger } from '../../../server/ledger.js'
import type { RefusalCode } from '../../../shared/refusals.js'
import { COMPANY, push, row, temporaryFolders } from '../sample.js'

const invoice = (number: string, docDate: string, amount: string) => row('invoices', { number, customer: 'C001', docDate, amount })

describe('the shell compares lists', () => {
  const folder = temporaryFolders()

  /** Runs a command over a list in a ledger of three invoices; gives what it wrote. */
  async function run(list: string, ...flags: string[]): Promise<string> {
    const ledger = folder()
    const made = await createLedger(ledger, COMPANY)
    const rows = [
      row('customers', { code: 'C001', name: '甲公司' }),
      invoice('I-1', '2026-03-01', '113'),
      invoice('I-2', '2026-03-02', '50'),
      invoice('I-4', '2026-03-05', '70'),
    ]
    await made.push(push('compare-1', rows), 'S01')
    await made.close()
    const [file, out] = [join(ledger, '..', 'list.csv'), join(ledger, '..', 'out')]
    await writeFile(file, list)
    const duebook = new Command('duebook').exitOverride()
    addCompareCommands((spec, text) =>
      duebook.command(spec).description(text).addOption(new Option('--ledger <folder>').makeOptionMandatory()),
    )
    const [name, ...more] = flags
    const common = ['--ledger', ledger, '--as-of', '2026-03-31', '--today', '2026-04-01', '--language', 'zh', '--out', out]
    await duebook.parseAsync([name, file, ...common, ...more], { from: 'user' })
    return (await readFile(out, 'utf8')).replace('\ufeff', '')
  }

  const refusal = (list: string, ...flags: string[]): Promise<RefusalCode | undefined> =>
    run(list, ...flags).then(
      () => undefined,
      (error: { code: RefusalCode }) => error.code,
    )

  it('of a customer with what is open', async () => {
    const answer = await run(
      '发票号,日期,金额\n1,2026-03-01,113.00\nI2,2026-03-02,40.00\n',
      'compare',
      '--customer',
      '甲公司',
      '--format',
      'csv',
    )
    expect(answer.trim().split('\r\n').slice(1)).to.deep.equal([
      '3,I2,2026-03-02,40.00,I-2,2026-03-02,50.00,-10.00,号码,',
      '–,,,,I-4,2026-03-05,70.00,-70.00,,',
      '2,1,2026-03-01,113.00,I-1,2026-03-01,113.00,0.00,号码,',
    ])
  })

  it('with the other sign, and from a day on', async () => {
    const flags = ['compare', '--side', 'documents', '--from', '2026-03-02', '--opposite']
    const answer = JSON.parse(await run('no,amount\nI-2,-50\n', ...flags)) as { ours: unknown; difference: string }
    expect(answer.ours).to.deep.equal({ rows: 2, amount: '120.00' })
    expect(answer.difference).to.equal('-70.00')
  })

  it('of the tax platform with the invoices of a period', async () => {
    const list =
      '数电票号码,购买方名称,开票日期,金额,税额,价税合计,发票状态\nI-1,甲公司,2026-03-01,100,13,113,正常\nI-3,甲公司,2026-03-03,1,0,1,正常\n'
    const answer = JSON.parse(await run(list, 'completeness', '--period', '2026-03')) as {
      lines: { key: string }[]
      proof: { list: unknown }
    }
    expect(answer.lines.map(({ key }) => key)).to.deep.equal(['tax:I-3', 'ledger:I-2', 'ledger:I-4', 'gap:I-3'])
    expect(answer.proof.list).to.deep.equal({ rows: 2, amount: '114.00' })
  })

  it('and nothing of a list that cannot be read', async () => {
    expect(await refusal('发票号,日期,金额\nI-1,2026-02-31,113\n', 'compare')).to.equal('LIST_NOT_READ')
    expect(await refusal('发票号,日期\nI-1,2026-02-28\n', 'compare')).to.equal('LIST_NOT_READ')
    expect(await refusal('发票号,金额\nI-1,5\n', 'completeness')).to.equal('LIST_NOT_READ')
    expect(await refusal('发票号,金额\nI-1,5\n', 'compare', '--customer', 'C9')).to.equal('UNKNOWN_CUSTOMER')
  })
})
