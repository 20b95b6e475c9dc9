import { plain } from './outcome.js'
import type { Place } from './place.js'

/** What a handler was given, as a plain object. */
export type Heard = Record<string, unknown>

/** Listens to events, as plain objects without methods and ids of sheets. */
export async function listen(
  place: Place,
  events: (context: Excel.RequestContext) => OfficeExtension.EventHandlers<never>[],
): Promise<Heard[]> {
  const heard: Heard[] = []
  await place.Excel.run(async context => {
    for (const event of events(context)) event.add(async args => void heard.push(plain(args as Heard)))
    await context.sync()
  })
  return heard
}

/** The first sheet. */
export const sheetOf = (context: Excel.RequestContext) => context.workbook.worksheets.getItem('Sheet1')
/** An event of any arguments. */
export const as = (event: unknown) => event as OfficeExtension.EventHandlers<never>
