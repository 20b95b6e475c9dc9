import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/** A worker that runs a file beside this one; run from its TypeScript source it needs tsx, which Node 20 starts in a worker only by hand. */
export function startWorker(name: 'xlsx-worker' | 'reading-worker'): Worker {
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL(`./${name}.js`, import.meta.url))
  const workerData = {
    tsx: new URL('./dist/esm/api/index.mjs', pathToFileURL(createRequire(import.meta.url).resolve('tsx/package.json'))).href,
    source: new URL(`./${name}.ts`, import.meta.url).href,
  }
  const start = `const { tsx, source } = require('node:worker_threads').workerData
    import(tsx).then(({ register }) => { register(); return import(source) })`
  return new Worker(start, { eval: true, workerData, execArgv: [] })
}
