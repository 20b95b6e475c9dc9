import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../shared/refusals.js'
import { config } from './config.js'
import { foundDemo } from './ledger/founding.js'
import { serve } from './http/serve.js'
import { openLedger, type Ledger } from './ledger.js'
import { todayIn } from './today.js'

/** The ledger of a folder; where there is none yet, a new one with the demo company. */
async function openOrMake(folder: string): Promise<Ledger> {
  if (!existsSync(join(folder, 'ledger.sqlite'))) {
    console.log(`No ledger in ${folder} yet: making one with the demo company / 正在创建演示账簿 …`)
    await foundDemo(folder, todayIn('Asia/Shanghai').iso)
  }
  return openLedger(folder)
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
