import { importFiles, sourcesOf, type FileImport, type ImportSettings } from '../../../server/files/import-file.js'

const at = (name: string) => new URL(`../../fixtures/exports/${name}`, import.meta.url).pathname

/** The exports of the fixtures with these names, as they are on disk. */
export const exportSources = (names: readonly string[]) => sourcesOf(names.map(at))

/** What such exports hold. */
export const exportsRead = async (names: string[], settings: Partial<ImportSettings> = {}): Promise<FileImport> =>
  importFiles(await exportSources(names), { currency: 'CNY', ...settings })

/** Faults as line, column and code. */
export const faultsOf = ({ faults }: FileImport): string[] =>
  faults.map(({ line, column, refusal }) => `${line} ${column} ${refusal.code}`.trim())

/** What both languages say of the first fault. */
export const textsOf = ({ faults: [{ refusal }] }: FileImport): string[] => [refusal.text('en'), refusal.text('zh')]

/** A cell of a row as text. */
export const cell = (value: unknown): string => (typeof value === 'string' ? value : '')
