import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { generateCertificates } from 'office-addin-dev-certs'

/** Key and certificate in PEM. */
export interface Certificate {
  key: Buffer
  cert: Buffer
}

const DAYS = 365

/** Office's own certificate for developers when it is installed, since the browser trusts it; else one of ours, made once in the folder. */
export async function certificate(folder: string): Promise<Certificate> {
  const installed = join(homedir(), '.office-addin-dev-certs')
  if (existsSync(join(installed, 'localhost.key'))) return read(installed)
  if (!existsSync(join(folder, 'localhost.key'))) {
    const [ca, cert, key] = ['ca.crt', 'localhost.crt', 'localhost.key'].map(name => join(folder, name))
    await generateCertificates(ca, cert, key, DAYS, ['localhost', '127.0.0.1'])
  }
  return read(folder)
}

const read = (folder: string): Certificate => ({
  key: readFileSync(join(folder, 'localhost.key')),
  cert: readFileSync(join(folder, 'localhost.crt')),
})
