import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { config, type Config } from '../config.js'
import { foundDemo } from '../ledger/founding.js'
import { serve, type Running } from './serve.js'
import { openLedger, type Ledger } from '../ledger.js'
import { todayIn } from '../../shared/today.js'

/** The ledger of a folder; where there is none yet, a new one with the demo company. */
async function openOrMake(folder: string): Promise<Ledger> {
  if (!existsSync(join(folder, 'ledger.sqlite'))) {
    console.log(`No ledger in ${folder} yet: making one with the demo company / 正在创建演示账簿 …`)
    await foundDemo(folder, todayIn('Asia/Shanghai', Date.now()).iso)
  }
  return openLedger(folder)
}

/** Starts the service with the settings of the environment and says where it is. Refuses when the ledger cannot be opened. */
export async function startService(environment: NodeJS.ProcessEnv): Promise<{ settings: Config; running: Running }> {
  const settings = config(environment)
  const ledger = await openOrMake(settings.folder)
  const running = await serve(ledger, settings)
  console.log(`
Duebook 应收簿: ${ledger.company.name}, change ${ledger.change}
  ${running.address}/docs           what you can ask / 接口说明
  ${running.address}/api/v1/health  is it up / 运行状态
  npm run -s duebook -- --help      the same from a shell / 命令行
Ctrl+C stops it. / 按 Ctrl+C 停止。
`)
  return { settings, running }
}

/** Stops on Ctrl+C or when told to by the system, once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  const stopping = () => void stop().then(() => process.exit(0))
  process.once('SIGINT', stopping)
  process.once('SIGTERM', stopping)
}
