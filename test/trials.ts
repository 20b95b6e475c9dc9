import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { cpus } from 'node:os'

/**
 * The tests whose counts are too large for every run, in full: random histories, fuzzed input, kills. `npm run -s trials` runs them and
 * writes docs/trials.md; a failing trial fails the command.
 */
interface Trial {
  what: string
  spec: string
  environment: Record<string, string>
  count: string
}

const TRIALS: Trial[] = [
  {
    what: 'random histories against the naive definition',
    spec: 'test/shared/book/book.test.ts',
    environment: { HISTORIES: '8000' },
    count: '4 properties × 8,000 histories, 32,000 questions',
  },
  {
    what: 'fuzzed formulas, texts and table rows',
    spec: 'test/fuzz.test.ts',
    environment: { FUZZ: '30000' },
    count: '150,000 calls, 30,000 texts, 150,000 rows',
  },
  {
    what: 'imports killed at random moments',
    spec: 'test/server/crash.test.ts',
    environment: { KILLS: '60' },
    count: '60 kills at random moments, 3 at stages',
  },
  {
    what: 'random stories of workbooks and the ledger',
    spec: 'test/addin/sync/random.test.ts',
    environment: { STORIES: '2000' },
    count: '2,000 stories of 2 to 5 workbooks',
  },
]

interface Outcome {
  passing: number
  failing: number
  seconds: number
}

function run({ spec, environment }: Trial): Promise<Outcome> {
  const started = Date.now()
  return new Promise(resolve => {
    const child = spawn('npx', ['mocha', '--no-package', '--import=tsx', '--timeout=3600000', spec], {
      env: { ...process.env, ...environment },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => {
        output += data.toString()
        process.stderr.write(data)
      })
    }
    child.on('close', () => {
      const count = (word: string) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? (word === 'failing' ? 0 : NaN))
      resolve({ passing: count('passing'), failing: count('failing'), seconds: Math.round((Date.now() - started) / 1000) })
    })
  })
}

const rows: string[] = []
let failed = false
for (const trial of TRIALS) {
  const { passing, failing, seconds } = await run(trial)
  failed ||= failing > 0 || !(passing > 0)
  rows.push(`| ${trial.what} | ${trial.count} | ${passing} | ${failing} | ${seconds} |`)
}
await writeFile(
  'docs/trials.md',
  `# Trials

Tests whose counts are too large for \`npm test\`, run in full by \`npm run -s trials\`. Written ${new Date().toISOString().slice(0, 10)} on Node ${process.versions.node}, ${cpus().length} cores.

| trial | how many | tests passing | failing | seconds |
| --- | --- | --- | --- | --- |
${rows.join('\n')}
`,
)
process.exitCode = failed ? 1 : 0
