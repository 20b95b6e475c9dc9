/** Beginnings that Excel, in one language or another, may take for a month, a time or a truth value. */
const WORDS = /^(true|false|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun|上午|下午)/i
/** Chinese numbers of dates, and letters of currencies before a number. */
const NUMBERS = /^[〇零一二三四五六七八九十]+[年月日]|^\p{L}{1,4}[.\s]*\s[-\d.,]+$|\p{Sc}/u

/**
 * A text as it is written into a cell of a number format so that Excel keeps it as it is: behind an apostrophe, which does not show, when
 * it could be read as a number, a date, a formula or an error. Cells formatted as text take everything as it is.
 */
export function typedText(text: string, format: string): string {
  if (text === '' || format === '@') return text
  return /^[\p{L}_]/u.test(text) && !WORDS.test(text) && !NUMBERS.test(text) ? text : `'${text}`
}
