import { createReadStream, readFileSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { dirname, extname, join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bundle } from './bundle.js'
import { certificate } from './certificate.js'

/** What is shown at the address. */
export interface Serving {
  /** The add-in's manifest, a file. */
  manifest: string
  /** The folder with the add-in's files; the paths of the manifest's addresses are looked up in it. */
  addin: string
  /** 0 takes a free one. */
  port?: number
  /** Answers what is no file, such as the add-in's own service. */
  service?: (request: IncomingMessage, response: ServerResponse) => void
  /** Where certificate and bundle are kept between starts. */
  cache?: string
}

export interface Served {
  /** Where the workbook opens. */
  address: string
  close(): Promise<void>
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

/** Where Microsoft publishes office.js: pages of add-ins load it from there, here they get the copy that npm installed. */
const PUBLISHED = /https:\/\/appsforoffice(?:\.edog)?\.microsoft\.com\/lib\/(?:1|1\.1|beta)\/hosted\//g

const PAGE = fileURLToPath(new URL('page/assets', import.meta.url))
const OFFICE = join(dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')), 'dist')
const CACHE = fileURLToPath(new URL('../.cache/host', import.meta.url))

/** Serves the page, office.js, the add-in and its service at one HTTPS address of this machine. */
export async function serve({ manifest, addin, port = 0, service, cache = CACHE }: Serving): Promise<Served> {
  const [keys] = await Promise.all([certificate(join(cache, 'certificate')), bundle(join(cache, 'page'))])
  const server = createServer(keys, (request, response) => {
    const { pathname } = new URL(request.url!, 'https://localhost')
    const found =
      pathname === '/host/manifest.xml'
        ? manifest
        : (under('/host/', PAGE, pathname) ?? under('/host/', join(cache, 'page'), pathname) ?? under('/office-js/', OFFICE, pathname))
    const file = found ?? under('/', addin, pathname)
    if (file) return sendFile(file, request, response)
    if (pathname === '/') return void response.writeHead(302, { location: '/host/' }).end()
    if (service) return service(request, response)
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8' }).end(`There is nothing at ${pathname}.`)
  })
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, 'localhost', done))
  return {
    address: `https://localhost:${(server.address() as AddressInfo).port}/host/`,
    close: () =>
      new Promise(done => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}

/** The file of a path below a prefix, or undefined when there is none. */
function under(prefix: string, folder: string, pathname: string): string | undefined {
  if (!pathname.startsWith(prefix)) return undefined
  const root = resolve(folder)
  const file = resolve(root, decodeURIComponent(pathname.slice(prefix.length)) || 'index.html')
  if (!file.startsWith(root + sep)) return undefined
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined
}

/** A browser keeps what it has as long as the file is the same. */
function sendFile(file: string, request: IncomingMessage, response: ServerResponse): void {
  const { mtimeMs, size } = statSync(file)
  const etag = `"${mtimeMs.toString(36)}-${size.toString(36)}"`
  if (request.headers['if-none-match'] === etag) return void response.writeHead(304).end()
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  response.writeHead(200, { 'content-type': type, 'cache-control': 'no-cache', etag })
  if (extname(file) === '.html') response.end(readFileSync(file, 'utf8').replace(PUBLISHED, '/office-js/'))
  else createReadStream(file).pipe(response)
}
