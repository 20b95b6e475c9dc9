import { useDesk } from '../desk-context.js'
import { ADOPT_TEXTS, type AdoptTexts } from '../texts/adopt.js'

/** The texts of adoption in the user's language. */
export const useAdoptTexts = (): AdoptTexts => ADOPT_TEXTS[useDesk().language]
