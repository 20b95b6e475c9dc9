/** Opens a workbook in LibreOffice with the values of all formulas removed, and compares what it computes with what was written. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readWorkbook } from '../server/files/xlsx-read.js'
import { unzip, zip } from '../server/files/zip.js'

const file = process.argv[2]
if (!file) {
  console.error('Usage: npx tsx docs/check-workbook.ts FILE.xlsx')
  process.exit(2)
}
const office = ['soffice', 'libreoffice'].find(command => {
  try {
    return execFileSync(command, ['--version'], { stdio: 'pipe' })
  } catch {
    return false
  }
})
if (!office) {
  console.error('LibreOffice is not installed (soffice was not found): nothing was checked.')
  process.exit(2)
}

const bytes = readFileSync(file)
const folder = mkdtempSync(join(tmpdir(), 'duebook-check-'))
try {
  let formulas = 0
  const bare = [...unzip(bytes, file, { unzipped: 400_000_000, parts: 10_000 })].map(([name, content]): [string, string | Uint8Array] => {
    if (!name.startsWith('xl/worksheets/sheet')) return [name, content]
    const withoutValues = content.toString('utf8').replace(/(<f>[^<]*<\/f>)<v>[^<]*<\/v>/g, (_, formula: string) => (formulas++, formula))
    return [name, withoutValues]
  })
  writeFileSync(join(folder, 'bare.xlsx'), zip(bare))
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
  execFileSync(office, [profile, '--headless', '--convert-to', 'ods', '--outdir', folder, join(folder, 'bare.xlsx')], { stdio: 'pipe' })
  execFileSync(office, [profile, '--headless', '--convert-to', 'xlsx', '--outdir', join(folder, 'out'), join(folder, 'bare.ods')], {
    stdio: 'pipe',
  })

  const written = await readWorkbook(bytes, file)
  const computed = await readWorkbook(readFileSync(join(folder, 'out', 'bare.xlsx')), 'LibreOffice')
  const differences: string[] = []
  let cells = 0
  for (const [at, sheet] of written.entries()) {
    for (const [row, values] of sheet.rows.entries()) {
      for (const [column, ours] of values.entries()) {
        const theirs = computed[at]?.rows[row]?.[column] ?? null
        cells++
        const same =
          typeof ours === 'number' && typeof theirs === 'number'
            ? Math.abs(ours - theirs) <= 1e-9 * Math.max(1, Math.abs(ours))
            : ours === theirs
        if (!same) differences.push(`${sheet.name} row ${row + 1}, column ${column + 1}: ${ours} in the file, ${theirs} in LibreOffice`)
      }
    }
  }
  console.log(`${cells} cells, ${formulas} formulas computed anew, ${differences.length} differences`)
  for (const difference of differences.slice(0, 20)) console.log(difference)
  process.exitCode = differences.length === 0 && formulas > 0 ? 0 : 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
