import * as z from 'zod'
import { refuse } from '../shared/refusals.js'
import { schemaFault } from '../shared/schema-fault.js'

const port = z.coerce.number().int().min(0).max(65_535)

/** The settings of the service, by the name of the environment variable each is read from. */
const settings = z.object({
  /** Folder of the ledger. */
  DUEBOOK_LEDGER: z.string().min(1).default('data/demo'),
  /** Only this machine unless told otherwise: there is no sign-in yet. */
  DUEBOOK_HOST: z.string().min(1).default('127.0.0.1'),
  DUEBOOK_PORT: port.default(3000),
  /** The largest request body, in megabytes. */
  DUEBOOK_BODY_LIMIT: z.coerce.number().int().min(1).max(1024).default(16),
  /** Folder of the built add-in, which is served at the same address. */
  DUEBOOK_ADDIN: z.string().min(1).default('dist/addin'),
  DUEBOOK_LOG: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  folder: string
  host: string
  port: number
  /** Bytes. */
  bodyLimit: number
  /** Folder of the built add-in. */
  addin: string
  log: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export const MEGABYTE = 1024 * 1024

/** The settings, read once and checked; refuses with the name of the setting that is wrong (`BAD_ARGUMENT`). */
export function config(environment: Readonly<Record<string, string | undefined>>): Config {
  const read = settings.safeParse(environment)
  if (!read.success) {
    const { path, problem } = schemaFault(read.error)
    throw refuse('BAD_ARGUMENT', { name: path, problem })
  }
  const { DUEBOOK_LEDGER, DUEBOOK_HOST, DUEBOOK_PORT, DUEBOOK_BODY_LIMIT, DUEBOOK_ADDIN, DUEBOOK_LOG } = read.data
  return {
    folder: DUEBOOK_LEDGER,
    host: DUEBOOK_HOST,
    port: DUEBOOK_PORT,
    bodyLimit: DUEBOOK_BODY_LIMIT * MEGABYTE,
    addin: DUEBOOK_ADDIN,
    log: DUEBOOK_LOG,
  }
}
