import { useDesk } from '../desk-context.js'
import { TABLES_TEXTS, type TablesTexts } from '../texts/tables.js'

/** The texts of making and binding tables in the user's language. */
export const useTablesTexts = (): TablesTexts => TABLES_TEXTS[useDesk().language]
