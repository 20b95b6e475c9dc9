import type { ExcelInNode } from '../../../host/node/open-workbook.js'
import { WORDS, excel } from '../excel.js'
import { until } from './outcome.js'
import type { Dialog, Place } from './place.js'

/** The example add-in in Node. */
export const nodePlace = async (locale = 'en-US'): Promise<Place> => placeOf(await excel({ ...WORDS, locale }))

const placeOf = (book: ExcelInNode): Place => ({
  ...book,
  window: book.window as unknown as Place['window'],
  dialog: () => dialogOf(book),
  coauthor: async () => placeOf(await book.coauthor({ manifest: WORDS.manifest, addin: WORDS.addin })),
})

async function dialogOf({ dialogs }: ExcelInNode): Promise<Dialog> {
  await until(() => dialogs.opened !== null)
  return {
    url: dialogs.opened?.url ?? '',
    say: message => dialogs.say(message),
    heard: () => dialogs.heard,
    dismiss: () => dialogs.dismiss(),
    isOpen: () => dialogs.opened !== null,
  }
}
