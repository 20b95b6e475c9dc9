/** Full-width digits, letters and signs, as Chinese keyboards give them, as plain ones. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[；]/g, ';')

/** What a typed word stands for in a list of words; only the list's own, so that `constructor` is as unknown as any other word. */
export const spelled = <T>(words: Readonly<Record<string, T>>, typed: string): T | undefined =>
  Object.hasOwn(words, typed) ? words[typed] : undefined
