import type { Refusal } from '../../shared/refusals.js'
import { type Language } from '../../shared/refusals.js'

/** The language of the shell: Chinese when its locale is, else English. */
export const shellLanguage = (environment: NodeJS.ProcessEnv = process.env): Language =>
  /^zh/i.test(environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '') ? 'zh' : 'en'

/** A refusal on stderr, the shell's language first. */
export function sayRefusal(refusal: Refusal): void {
  const first = shellLanguage()
  process.stderr.write(`${refusal.text(first)}\n${refusal.text(first === 'zh' ? 'en' : 'zh')}\n`)
}

/** A line on stderr. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)

/** Writes all of it to stdout before it resolves, also into a slow pipe. */
export const print = (text: string | Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => process.stdout.write(text, error => (error ? reject(error) : resolve())))

/** A progress line on stderr for work that takes longer than a second; it is renewed in place on a terminal. */
export function progress(label: string): { show: (done: number, total: number) => void; end: () => void } {
  const started = Date.now()
  let shown = 0
  return {
    show(done, total) {
      const now = Date.now()
      if (now - started < 1000 || now - shown < 500) return
      shown = now
      const left = done === 0 ? '' : `, ${Math.ceil((((now - started) / done) * (total - done)) / 1000)} s`
      const line = `${label} ${done.toLocaleString('en')} / ${total.toLocaleString('en')}${left}`
      process.stderr.write(process.stderr.isTTY ? `\r${line}\x1b[K` : `${line}\n`)
    },
    end() {
      if (shown > 0 && process.stderr.isTTY) process.stderr.write('\n')
    },
  }
}
