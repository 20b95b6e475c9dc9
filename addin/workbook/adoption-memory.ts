import type { AdoptionMapping } from '../../shared/intake/adoption/mapping.js'
import { adoptionMapping } from '../../shared/intake/adoption/mapping.js'

const KEY = 'duebook.adoption'
/** A workbook remembers so many mappings, the newest. */
const MOST = 20

/** How ranges of this workbook were read before, by `mappingKey`, the oldest first. What cannot be read, by hand or of another version, is left out. */
export async function keptMappings(): Promise<Map<string, AdoptionMapping>> {
  return Excel.run(async context => {
    const setting = context.workbook.settings.getItemOrNullObject(KEY).load('value')
    await context.sync()
    return setting.isNullObject ? new Map<string, AdoptionMapping>() : mappingsIn(String(setting.value))
  })
}

/** Remembers in this workbook how a range was read. */
export async function keepMapping(key: string, mapping: AdoptionMapping): Promise<void> {
  const kept = await keptMappings()
  kept.delete(key)
  kept.set(key, mapping)
  await Excel.run(async context => {
    context.workbook.settings.add(KEY, JSON.stringify([...kept].slice(-MOST)))
    await context.sync()
  })
}

function mappingsIn(text: string): Map<string, AdoptionMapping> {
  try {
    const entries = JSON.parse(text) as [unknown, unknown][]
    return new Map(
      entries.flatMap(([key, kept]) => {
        const { success, data } = adoptionMapping.safeParse(kept)
        return success && typeof key === 'string' ? [[key, data] as const] : []
      }),
    )
  } catch {
    return new Map()
  }
}
