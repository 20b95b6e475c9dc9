import { Refusal } from '../shared/refusals.js'
import { startService, stopOnSignal } from './http/start.js'

// The service alone, as a server runs it.
try {
  const { running } = await startService(process.env)
  stopOnSignal(() => running.stop())
} catch (error) {
  if (!(error instanceof Refusal)) throw error
  console.error(`${error.text('en')}\n${error.text('zh')}`)
  process.exitCode = 1
}
