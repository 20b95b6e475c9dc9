import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../shared/refusals.js'
import { config } from './config.js'
import { demoRows } from './demo.js'
import { serve } from './http/serve.js'
import { createLedger, openLedger, type Ledger } from './ledger.js'

/** The ledger of a folder; where there is none yet, a new one with the demo company. */
async function openOrMake(folder: string): Promise<Ledger> {
  if (existsSync(join(folder, 'ledger.sqlite'))) return openLedger(folder)
  const { company, rows } = demoRows(new Date().toISOString().slice(0, 10))
  console.log(`No ledger in ${folder} yet: making one with the demo company / 正在创建演示账簿 …`)
  const ledger = await createLedger(folder, company)
  await ledger.import({ rows, hash: 'demo', source: { file: 'demo' } }, 'owner')
  return ledger
}

async function start(): Promise<void> {
  const settings = config(process.env)
  const ledger = await openOrMake(settings.folder)
  const running = await serve(ledger, settings)
  console.log(`
Duebook 应收簿: ${ledger.company.name}, change ${ledger.change}
  ${running.address}/docs           what you can ask / 接口说明
  ${running.address}/api/v1/health  is it up / 运行状态
  npm run -s duebook -- --help      the same from a shell / 命令行
Ctrl+C stops it. / 按 Ctrl+C 停止。
`)
  const stop = () => void running.stop().then(() => process.exit(0))
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

try {
  await start()
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`${error.text('en')}\n${error.text('zh')}`)
  process.exitCode = 1
}
