const SIGNS: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' }
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** A text as it stands in XML, in an attribute or between elements. */
export const escaped = (text: string): string => text.replace(/[&<>"\n\r\t]/g, sign => SIGNS[sign])

/** The text that XML says. */
export const unescaped = (xml: string): string =>
  xml.replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED[name] ?? whole
    return String.fromCodePoint(hex === undefined ? Number(decimal) : parseInt(hex, 16))
  })

/** Attributes as XML; those without a value are left out. */
export const attributes = (values: Record<string, string | number | undefined>): string =>
  Object.entries(values)
    .map(([name, value]) => (value === undefined ? '' : ` ${name}="${escaped(String(value))}"`))
    .join('')

/** An element that was found in XML. */
export interface Found {
  attributes: Record<string, string>
  /** The XML between its tags. */
  inner: string
}

/** The elements of a name, whatever their prefix; none of that name may stand inside another. */
export function elements(xml: string, name: string): Found[] {
  const pattern = new RegExp(
    String.raw`<(?:[\w.-]+:)?${name}(?=[\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*?)(?:/>|>([\s\S]*?)</(?:[\w.-]+:)?${name}\s*>)`,
    'g',
  )
  return [...xml.matchAll(pattern)].map(([, given, inner = '']) => ({ attributes: attributesOf(given), inner }))
}

const attributesOf = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, name, a, b]) => [name, unescaped(a ?? b)]))
