import { useDesk } from '../desk-context.js'
import { IMPORT_TEXTS, type ImportTexts } from '../texts/import.js'

/** The texts of importing and comparing in the user's language. */
export const useImportTexts = (): ImportTexts => IMPORT_TEXTS[useDesk().language]
