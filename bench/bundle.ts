import { execFile } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { atMost, type Figure } from './measure.js'

/** What a workbook loads before the pane shows its first page: the runtime of cells, the pane's frame, and the page Today. */
const FIRST_PAINT = ['./pane/main.js', './pages/today.js']

interface Stats {
  chunks: { id: string | number; initial: boolean; files: string[]; origins: { request: string }[]; siblings: (string | number)[] }[]
}

/** The size of the add-in's scripts up to first paint, compressed as they are served. office.js is Excel's own and cached by it. */
export async function bundleFigures(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'duebook-bundle-'))
  try {
    const webpack = join('node_modules', 'webpack', 'bin', 'webpack.js')
    const asked = ['--mode', 'production', '--output-path', folder, '--stats', 'verbose', '--json', join(folder, 'stats.json')]
    await promisify(execFile)(process.execPath, [webpack, ...asked])
    const { chunks } = JSON.parse(await readFile(join(folder, 'stats.json'), 'utf8')) as Stats
    const needed = chunks.filter(({ initial, origins }) => initial || origins.some(({ request }) => FIRST_PAINT.includes(request)))
    const files = new Set(needed.flatMap(chunk => chunk.files).filter(file => file.endsWith('.js')))
    let bytes = 0
    for (const file of files) bytes += gzipSync(await readFile(join(folder, file))).length
    return [atMost('Add-in', 'runtime and pane up to first paint, gzip', bytes, 'bytes', 330 * 1024)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
