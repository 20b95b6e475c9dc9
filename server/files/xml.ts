/** The start of every part. */
export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

// Control characters have no place in XML; a literal `_x0041_` would be read as an escaped character.
const SPECIAL = /[&<>"\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)/
const EVERY = new RegExp(SPECIAL.source, 'g')
const WRITTEN: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', _: '_x005F_' }

/** A text inside an element or an attribute; Excel takes 32,767 characters a cell. */
export function escaped(text: string): string {
  const short = text.length > 32767 ? text.slice(0, 32767) : text
  return SPECIAL.test(short) ? short.replace(EVERY, letter => WRITTEN[letter] ?? '') : short
}
