import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Answers } from '../../shared/intake/answers.js'
import { headingsOf, learnedProfile, learnedProfileSchema, type LearnedProfile } from '../../shared/intake/learned-profile.js'
import { Refusal, refuse } from '../../shared/refusals.js'
import { sheetsOf, type ImportSource } from './import-file.js'

/** Where a ledger keeps how the files of its user's programs are read. */
const folderOf = (ledger: string): string => join(ledger, 'profiles')

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._+-]{0,59}$/u

/** The profiles that were learned for a ledger; refuses one that is damaged (`BAD_PROFILE`). */
export async function learnedProfiles(ledger: string): Promise<LearnedProfile[]> {
  const names = await readdir(folderOf(ledger)).catch(() => [])
  return Promise.all(
    names
      .filter(name => name.endsWith('.json'))
      .sort()
      .map(async name => {
        try {
          return learnedProfileSchema.parse(JSON.parse(await readFile(join(folderOf(ledger), name), 'utf8')))
        } catch (error) {
          if (error instanceof Refusal) throw error
          throw refuse('BAD_PROFILE', { problem: `profiles/${name} is damaged, learn it again (文件已损坏，请重新学习)` })
        }
      }),
  )
}

/** What the user says of a file to learn from. */
export interface Lesson {
  name: string
  /** Heading to column, also as text: `发票号=number,客户=customer`. */
  map: string | Readonly<Record<string, string>>
  /** The table that its lines belong to; invoices unless said. */
  table?: string
  /** What holds for dates and amounts of such files. */
  answers?: Answers
}

/** Learns how files like this one are read and keeps it with the ledger; refuses what cannot be learned (`BAD_PROFILE`). */
export async function learn(ledger: string, source: ImportSource, lesson: Lesson): Promise<LearnedProfile> {
  const profile = await profileFrom(source, lesson)
  await keepProfile(ledger, profile)
  return profile
}

/** How files like this one are read, by what the user says of it; kept nowhere. Refuses what cannot be learned (`BAD_PROFILE`). */
export async function profileFrom(
  source: ImportSource,
  { name, map, table, answers: { dates, decimal } = {} }: Lesson,
): Promise<LearnedProfile> {
  if (!NAME.test(name)) throw refuse('BAD_ARGUMENT', { name: 'learn', problem: `${name} cannot be a file name (不能用作文件名)` })
  const said = typeof map === 'string' ? assignmentsOf(map) : map
  const sheets = await sheetsOf(source)
  const headings = sheets.map(sheet => headingsOf(sheet, Object.keys(said)))
  const found = headings.find(titles => Object.keys(said).every(heading => titles.includes(heading))) ?? headings[0] ?? []
  return { ...learnedProfile(name, found, said, table), ...(dates && { dates: [...dates] }), ...(decimal && { decimal }) }
}

/** Keeps a profile with the ledger, in place of one of the same name. */
export async function keepProfile(ledger: string, profile: LearnedProfile): Promise<void> {
  await mkdir(folderOf(ledger), { recursive: true })
  await writeFile(join(folderOf(ledger), `${profile.name}.json`), `${JSON.stringify(profile, null, 2)}\n`)
}

/** `发票号=number,客户=customer` as an object. */
function assignmentsOf(map: string): Record<string, string> {
  const pairs = map
    .split(/[,，]/)
    .map(pair => pair.trim())
    .filter(Boolean)
    .map(pair => {
      const at = pair.lastIndexOf('=')
      const [heading, column] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()]
      if (heading === '' || column === '')
        throw refuse('BAD_ARGUMENT', { name: 'map', problem: `${pair} is not heading=column (应写成 表头=列名)` })
      return [heading, column] as const
    })
  if (pairs.length === 0) throw refuse('BAD_ARGUMENT', { name: 'map', problem: 'name at least one heading=column (请写明 表头=列名)' })
  return Object.fromEntries(pairs)
}
