import { build, type Plugin } from 'esbuild'
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const CACHE = '.cache/test-addin'

/** The pane needs a page; in Node the import that would bring it stays an import, and is never reached. */
const withoutPane: Plugin = {
  name: 'without-pane',
  setup: build => build.onResolve({ filter: /\/pane\/main\.js$/ }, ({ path }) => ({ path, external: true })),
}

/** The path of the add-in as one script, made anew when a source changed. Its exports are the window's `duebook`. */
export async function bundledAddin(entry = 'addin/main.ts'): Promise<string> {
  const file = join(CACHE, `${entry.replaceAll(/\W/g, '-')}-${Math.round(newest(['addin', 'shared']))}.js`)
  if (existsSync(file)) return file
  mkdirSync(CACHE, { recursive: true })
  const made = `${file}.${process.pid}`
  await build({
    entryPoints: [entry],
    outfile: made,
    bundle: true,
    format: 'iife',
    globalName: 'duebook',
    target: 'es2022',
    sourcemap: 'inline',
    plugins: [withoutPane],
    logLevel: 'error',
  })
  renameSync(made, file)
  return file
}

/** When the newest source of some folders was written. */
function newest(folders: readonly string[]): number {
  const times = folders.flatMap(folder =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter(each => each.isFile() && /\.tsx?$/.test(each.name))
      .map(each => statSync(join(each.parentPath, each.name)).mtimeMs),
  )
  return Math.max(...times)
}
