import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const SOURCE = fileURLToPath(new URL('.', import.meta.url))

/** Builds the page's script and style into the folder when they are missing or older than a source of the stand-in. */
export async function bundle(folder: string): Promise<void> {
  const script = join(folder, 'main.js')
  if (existsSync(script) && statSync(script).mtimeMs > newest(SOURCE)) return
  await build({
    entryPoints: [join(SOURCE, 'page/main.ts'), join(SOURCE, 'page/page.css')],
    outdir: folder,
    bundle: true,
    minify: true,
    // Univer finds its services by the names of their classes.
    keepNames: true,
    format: 'iife',
    target: 'es2022',
    loader: { '.ttf': 'dataurl', '.woff': 'dataurl', '.woff2': 'dataurl' },
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    logLevel: 'error',
  })
}

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => statSync(join(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...times)
}
