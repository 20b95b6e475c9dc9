import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { startService, stopOnSignal } from './server/http/start.js'
import { Refusal } from './shared/refusals.js'

/**
 * `npm start`: the service, and beside it the stand-in for Excel with our add-in, so that everything can be tried without Excel. The
 * stand-in needs what only developers install; without that the service runs alone.
 */
const ADDIN = 'dist/addin'

try {
  const { running } = await startService(process.env)
  let closeWorkbook = async (): Promise<void> => undefined
  stopOnSignal(async () => {
    await closeWorkbook()
    await running.stop()
  })
  if (process.env.DUEBOOK_WORKBOOK !== 'no') {
    const served = await workbook(running.address)
    if (served) closeWorkbook = served.close
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`${error.text('en')}\n${error.text('zh')}`)
  process.exitCode = 1
}

/** Opens the stand-in for Excel at an HTTPS address of its own, which also answers for the service. */
async function workbook(service: string): Promise<{ close: () => Promise<void> } | undefined> {
  try {
    const [{ serve }, { passOn }] = await Promise.all([import('./host/serve.js'), import('./host/pass-on.js')])
    if (isStale()) {
      console.log('  Building the add-in, which takes a moment … / 正在构建加载项，请稍候 …')
      await build()
    }
    const port = Number(process.env.DUEBOOK_WORKBOOK_PORT ?? 3443)
    const served = await serve({ manifest: 'manifest.xml', addin: ADDIN, port, service: passOn(service) })
    console.log(`  ${served.address}   a workbook in the browser, to try the add-in without Excel / 浏览器中的工作簿，无需 Excel 即可试用
  The browser warns of a certificate made on this machine; go on to localhost. / 浏览器会提示证书来自本机，请继续前往 localhost。`)
    return served
  } catch (error) {
    console.log(`  The workbook in the browser is not available / 浏览器工作簿不可用: ${(error as Error).message}`)
    return undefined
  }
}

/** Whether a source of the add-in is newer than what was built of it. */
function isStale(): boolean {
  const built = join(ADDIN, 'pane.html')
  if (!existsSync(built) || !existsSync(join(ADDIN, 'office-js'))) return true
  const since = statSync(built).mtimeMs
  return ['addin', 'shared'].some(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true }).some(
      file => file.isFile() && statSync(join(file.parentPath, file.name)).mtimeMs > since,
    ),
  )
}

function build(): Promise<void> {
  return new Promise((done, failed) => {
    const webpack = spawn(process.execPath, ['node_modules/webpack/bin/webpack.js', '--mode', 'development'], {
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    webpack.once('error', failed)
    webpack.once('exit', code => (code === 0 ? done() : failed(new Error(`webpack ended with ${code}`))))
  })
}
