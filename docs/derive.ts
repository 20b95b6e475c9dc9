import { readFileSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { manifestXml } from '../addin/manifest.js'
import { functionsJson, functionsMarkdown } from '../shared/catalogue.js'
import { openApi } from '../server/http/openapi.js'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }

/** Files that must agree with the catalogue; `npm run derive` writes them, a test compares them. */
export const DERIVED: Readonly<Record<string, () => string>> = {
  'manifest.xml': () => manifestXml(version),
  'addin/functions/functions.json': () => json(functionsJson('en')),
  'addin/functions/functions.zh-CN.json': () => json(functionsJson('zh')),
  'docs/functions.md': functionsMarkdown,
  'docs/openapi.json': () => json(openApi()),
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

/** The derived files that differ from what is on disk. */
export async function stale(): Promise<string[]> {
  const found: string[] = []
  for (const [path, make] of Object.entries(DERIVED)) {
    if ((await readFile(path, 'utf8').catch(() => '')) !== make()) found.push(path)
  }
  return found
}

if (process.argv[1]?.endsWith('derive.ts')) {
  for (const path of await stale()) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, DERIVED[path]())
    console.log(path)
  }
}
