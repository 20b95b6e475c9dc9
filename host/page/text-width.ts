/** About how wide a text is at a size, wide characters counted twice. */
export const widthOf = (content: string, size: number): number =>
  [...content].reduce((width, sign) => width + (sign > '\u2e80' ? 1 : 0.56), 0) * size
