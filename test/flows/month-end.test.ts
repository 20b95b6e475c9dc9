import { expect } from 'chai'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWorkbook } from '../../server/files/xlsx-read.js'

/** Month end from a shell, as a person in finance does it: every command in a process of its own. */
describe('month end from the shell', function () {
  this.timeout(120_000)
  let folder: string
  before(async () => (folder = await mkdtemp(join(tmpdir(), 'duebook-flow-'))))
  after(() => rm(folder, { recursive: true, force: true }))

  const ledger = () => join(folder, 'ledger')
  const file = (name: string) => join(folder, name)
  const duebook = (command: string, ...args: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>(resolve => {
      const child = execFile(
        process.execPath,
        ['--import', 'tsx', 'server/cli/main.ts', command, '--ledger', ledger(), ...args],
        { env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' }, maxBuffer: 64 * 1024 * 1024 },
        (_error, stdout, stderr) => resolve({ code: child.exitCode ?? -1, stdout, stderr }),
      )
    })
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map(line => JSON.parse(line) as Record<string, unknown>)

  it('refuses a folder without a ledger, and says how to make one', async () => {
    const { code, stderr } = await duebook('check')
    expect(code).to.equal(1)
    expect(stderr)
      .to.match(/no ledger in .*init/)
      .and.match(/没有账簿/)
  })

  it('makes a ledger, and not a second one in its place', async () => {
    expect((await duebook('init', '--company', '流程测试')).code).to.equal(0)
    const again = await duebook('init')
    expect([again.code, again.stderr]).to.satisfy(([code, text]: [number, string]) => code === 1 && /already/.test(text))
  })

  it('lists every bad row of a file with line, column, value and cure, and posts none of it', async () => {
    await writeFile(file('customers.csv'), '客户编码,客户名称\nC000,甲\nC001,乙\nC002,丙\n')
    expect((await duebook('import', file('customers.csv'))).code).to.equal(0)
    const good = (i: number) => `INV-${i},C00${i % 3},2026-01-${10 + i},2026-02-${10 + i},${100 * (i + 1)}.00`
    const bad = ['INV-20,C001,2026-02-31,2026-03-31,100.00', 'INV-21,C001,2026-01-31,2026-03-31,abc', 'INV-22,C001,soon,2026-03-31,100.00']
    await writeFile(
      file('bad.csv'),
      ['发票号,客户编码,开票日期,到期日,价税合计', ...Array.from({ length: 5 }, (_, i) => good(i)), ...bad].join('\n') + '\n',
    )
    const { code, stdout } = await duebook('import', file('bad.csv'), '--format', 'json')
    const [told] = lines(stdout) as [{ faults: { line: number; column: string; value: string; reason: { zh: string } }[]; posted: boolean }]
    expect(code).to.equal(1)
    expect(told.posted).to.equal(false)
    expect(told.faults.map(fault => fault.line)).to.deep.equal([7, 8, 9])
    for (const fault of told.faults)
      expect(
        [fault.column, fault.value, fault.reason.zh].every(text => text.length > 0),
        JSON.stringify(fault),
      ).to.equal(true)
    expect(lines((await duebook('eval', '--today', '2026-03-31', '=AR.BALANCE("*")')).stdout)[0]).to.have.property('value', 0)
  })

  it('imports a neutral ledger; the same file again posts nothing new', async () => {
    const vector = JSON.parse(await readFile('test/fixtures/vectors/ledger-11.json', 'utf8')) as { input: object }
    await writeFile(file('ledger.json'), JSON.stringify(vector.input))
    const dry = await duebook('import', file('ledger.json'), '--dry-run')
    expect([dry.code, dry.stderr]).to.satisfy(([code, text]: [number, string]) => code === 0 && /nothing posted/.test(text))
    expect((await duebook('import', file('ledger.json'))).stderr).to.match(/158 accepted.*Posted/)
    expect((await duebook('import', file('ledger.json'))).stderr).to.match(/158 already there.*Nothing new/)
  })

  it('lists a document with other content as a difference', async () => {
    await writeFile(file('other.csv'), '发票号,客户编码,开票日期,到期日,价税合计\nINV001,K05,2025-08-20,2025-10-04,39062.56\n')
    const { code, stderr } = await duebook('import', file('other.csv'))
    expect(code).to.equal(1)
    expect(stderr).to.match(/INV001.*39062\.55.*39062\.56/)
  })

  it('answers formulas of any past date, and says why it does not', async () => {
    const { code, stdout, stderr } = await duebook(
      'eval',
      '--today',
      '2025-12-31',
      '=AR.AGING("K01","31-60","2025-03-31")',
      '=AR.AGING({"K01";"K02"},"未到期","2025-03-31")',
      '=AR.BALANCE("*")',
      '=AR.AGING("K99","31-60")',
    )
    expect(lines(stdout)).to.deep.equal([
      { formula: '=AR.AGING("K01","31-60","2025-03-31")', value: 53048.24 },
      { formula: '=AR.AGING({"K01";"K02"},"未到期","2025-03-31")', value: [[5034.87], [0]] },
      { formula: '=AR.BALANCE("*")', value: 300378.43 },
      {
        formula: '=AR.AGING("K99","31-60")',
        refusal: { code: 'UNKNOWN_CUSTOMER', message: 'There is no customer K99. Check the code, or add the customer first.' },
      },
    ])
    expect(code).to.equal(1)
    expect(stderr).to.match(/没有客户 K99/)
  })

  it('writes the monthly aging as JSON and as a workbook with equal totals', async () => {
    const { stdout } = await duebook('report', 'monthly-aging', '--as-of', '2025-09-30', '--format', 'json')
    const [json] = lines(stdout) as [{ total: { amounts: string[]; unapplied: string; total: string }; proof: object; rows: unknown[] }]
    expect(json.total).to.deep.equal({
      amounts: ['101064.77', '51365.93', '66697.48', '0.00', '280325.15'],
      unapplied: '-127782.08',
      total: '371671.25',
    })
    expect(json.proof).to.deep.equal({ documents: '371671.25', difference: '0.00', control: null, controlDifference: null })
    const written = await duebook(
      'report',
      'monthly-aging',
      '--as-of',
      '2025-09-30',
      '--format',
      'xlsx',
      '--language',
      'zh',
      '--out',
      file('aging.xlsx'),
    )
    expect(written.code).to.equal(0)
    const [sheet] = await readWorkbook(await readFile(file('aging.xlsx')), 'aging.xlsx')
    const total = sheet.rows.find(row => row.includes('合计'))
    expect(total?.map(Number)).to.include(371671.25)
  })

  it('closes the month, refuses what would change it, and reopens it with a reason', async () => {
    expect((await duebook('close', '--period', '2025-11')).code).to.equal(0)
    await writeFile(file('late.csv'), '发票号,客户编码,开票日期,到期日,价税合计\nINV900,K05,2025-11-20,2025-12-20,1.00\n')
    const late = await duebook('import', file('late.csv'))
    expect(late.code).to.equal(1)
    expect(late.stderr).to.match(/closed period.*2025-12-01/s)
    expect((await duebook('reopen', '--period', '2025-11', '--reason', 'late invoice')).code).to.equal(0)
    expect((await duebook('import', file('late.csv'))).code).to.equal(0)
    expect((await duebook('check')).code).to.equal(0)
  })

  it('exits with 2 on wrong usage, and 1 on what it cannot do', async () => {
    expect((await duebook('fly')).code).to.equal(2)
    expect((await duebook('report', 'monthly-aging', '--basis', 'moon')).code).to.equal(2)
    expect((await duebook('report', 'horoscope')).code).to.equal(1)
    expect((await duebook('close', '--period', '2025-13')).code).to.equal(1)
  })
})
