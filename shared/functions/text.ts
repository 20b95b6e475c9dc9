/** Full-width digits, letters and signs, as Chinese keyboards give them, as plain ones. */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
    .replace(/[；]/g, ';')
