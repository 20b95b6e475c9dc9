import { expect } from 'chai'
import { cruise } from 'dependency-cruiser'
import type { ICruiseResult } from 'dependency-cruiser'
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'

const ROOMS = ['shared', 'server', 'addin', 'host', 'test', 'bench', 'docs']

/** One forbidden import for each rule: the rule, the file that breaks it, what that file imports. */
const PLANTED: [rule: string, file: string, imported: string][] = [
  ['shared-ground', 'shared/dates.ts', './book/columns.js'],
  ['shared-facts', 'shared/facts/invoice.ts', '../book/columns.js'],
  ['shared-book', 'shared/book/derived.ts', '../domain/aging.js'],
  ['shared-domain', 'shared/domain/credit.ts', '../functions/aging.js'],
  ['shared-functions-reports-tables-intake', 'shared/reports/aging.ts', '../catalogue.js'],
  ['server-ground', 'server/config.ts', './store/append.js'],
  ['server-store', 'server/store/read.ts', '../ledger.js'],
  ['server-ledger', 'server/ledger.ts', './http/app.js'],
  ['server-people', 'server/people/roles.ts', '../http/app.js'],
  ['server-http-cli-jobs', 'server/cli/serve.ts', '../main.js'],
  ['addin-ground', 'addin/texts.ts', './replica/feed.js'],
  ['addin-replica-workbook', 'addin/workbook/sheets.ts', '../sync/push.js'],
  ['addin-cells-sync', 'addin/cells/live.ts', '../pane/main.js'],
  ['addin-desk', 'addin/desk/desk.ts', '../pane/main.js'],
  ['addin-commands', 'addin/commands/refresh.ts', '../pane/main.js'],
  ['addin-pane', 'addin/pane/router.ts', '../main.js'],
  ['old-helpers-in-one-file', 'addin/pane/status.ts', '@microsoft/office-js-helpers'],
  ['shared-is-pure', 'shared/ids.ts', 'node:crypto'],
  ['decimal-in-money', 'shared/domain/margin.ts', 'decimal.js'],
  ['sql-in-store', 'server/http/evaluate.ts', 'kysely'],
  ['xlsx-in-files', 'server/http/reports.ts', 'hucre'],
  ['xlsx-in-files', 'host/page/files.ts', 'hucre'],
  ['files-below', 'server/files/xlsx.ts', '../ledger.js'],
  ['files-for-doors', 'server/jobs/backup.ts', '../files/csv.js'],
  ['server-not-addin', 'server/http/pane.ts', '../../addin/pane/main.js'],
  ['addin-not-server', 'addin/sync/push.ts', '../../server/ledger.js'],
  ['addin-in-a-page', 'addin/replica/feed.ts', 'node:fs'],
  ['host-knows-excel', 'host/grid.ts', '../shared/domain/aging.js'],
  ['host-for-tests', 'bench/cells.ts', '../host/serve.js'],
  ['product-not-test', 'server/http/app.ts', '../../test/sample.js'],
  ['server-without-dev', 'server/store/append.ts', 'chai'],
  ['declared', 'server/http/health.ts', 'undeclared'],
  ['resolvable', 'server/http/feed.ts', './nowhere.js'],
  ['no-circle', 'bench/left.ts', './right.js'],
  ['no-circle-of-values', 'host/left.ts', './right.js'],
]

/** Files that the planted imports lead to. */
const TARGETS = [
  'shared/book/columns',
  'shared/domain/aging',
  'shared/functions/aging',
  'shared/catalogue',
  'server/main',
  'server/files/csv',
  'addin/pane/main',
  'addin/main',
  'host/serve',
  'test/sample',
]

function write(path: string, text: string) {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, text)
}

/** A house in a temporary folder in which every rule is broken once. */
function plantedHouse(): string {
  const house = mkdtempSync(join(tmpdir(), 'duebook-house-'))
  const npm = (name: string) => {
    write(join(house, 'node_modules', name, 'package.json'), JSON.stringify({ name, version: '1.0.0', main: 'index.js' }))
    write(join(house, 'node_modules', name, 'index.js'), 'module.exports = 1\n')
  }
  for (const name of ['decimal.js', 'kysely', 'hucre', 'chai', '@microsoft/office-js-helpers', 'undeclared']) npm(name)
  const dependencies = { 'decimal.js': '1.0.0', kysely: '1.0.0', hucre: '1.0.0' }
  write(join(house, 'package.json'), JSON.stringify({ name: 'house', type: 'module', dependencies, devDependencies: { chai: '1.0.0' } }))
  for (const target of TARGETS) write(join(house, `${target}.ts`), 'export const value = 1\n')
  for (const [, file, imported] of PLANTED) write(join(house, file), `import '${imported}'\nexport const value = 1\n`)
  for (const room of ['bench', 'host']) write(join(house, room, 'right.ts'), "import './left.js'\n")
  write(join(house, 'shared/alone.ts'), 'export const value = 1\n')
  return house
}

async function violations(house = '.'): Promise<string[]> {
  const folders = ROOMS.filter(room => existsSync(join(house, room)))
  const options = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
  const { output } = await cruise(folders, { ...options, baseDir: resolve(house) }, undefined, {
    tsConfig: extractTSConfig('./tsconfig.json'),
  })
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)
}

describe('the rooms of the house', () => {
  it('import one another only as the picture of the house allows', async () => {
    expect(await violations()).to.deep.equal([])
  })

  it('are watched by rules that each find the import they forbid', async () => {
    const house = plantedHouse()
    try {
      const found = await violations(house)
      const seen = (rule: string, file: string) => found.some(violation => violation.startsWith(`${rule}: ${file} -> `))
      expect(PLANTED.filter(([rule, file]) => !seen(rule, file)).map(([rule, file]) => `${rule}: ${file}`)).to.deep.equal([])
      expect(found).to.include('no-orphan: shared/alone.ts -> shared/alone.ts')

      const { ruleSet } = await extractDepcruiseOptions('./.dependency-cruiser.cjs')
      const rules = ruleSet?.forbidden?.map(rule => rule.name) ?? []
      expect([...new Set(PLANTED.map(([rule]) => rule)), 'no-orphan']).to.have.members(rules)
    } finally {
      rmSync(house, { recursive: true })
    }
  })
})
