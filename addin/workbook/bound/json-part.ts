/** A part of custom XML that holds JSON, and with it what marks it as somebody's own. */
export interface JsonPart {
  part: Excel.CustomXmlPart
  /** Value of the attribute `client`; `''` when there is none. */
  client: string
  /** Undefined when it cannot be read: damaged, or another version's. */
  content: unknown
}

/** All parts of a namespace, read anew: a co-author may have written since. They come in an order that is the same for everybody. */
export async function jsonParts(context: Excel.RequestContext, namespace: string): Promise<JsonPart[]> {
  const found = context.workbook.customXmlParts.getByNamespace(namespace).load('items/id')
  await context.sync()
  const parts = [...found.items].sort((a, b) => (a.id < b.id ? -1 : 1))
  const texts = parts.map(part => part.getXml())
  if (texts.length > 0) await context.sync()
  return parts.map((part, at) => ({ part, ...contentOf(texts[at].value) }))
}

/** JSON as an element of XML. */
export function jsonXml(namespace: string, content: unknown, client?: string): string {
  const attribute = client === undefined ? '' : ` client="${escaped(client)}"`
  return `<json xmlns="${namespace}"${attribute}>${escaped(JSON.stringify(content))}</json>`
}

/** JSON escapes what XML forbids but for two signs, which are escaped as JSON does it. */
const escaped = (text: string): string =>
  text.replace(/[\ufffe\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16)}`).replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

function contentOf(xml: string): Pick<JsonPart, 'client' | 'content'> {
  const [, attributes = '', text] = /<(?:[\w.-]+:)?json\b([^>]*)>([\s\S]*)<\/(?:[\w.-]+:)?json\s*>/.exec(xml) ?? []
  const client = /\bclient\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  return { client: unescaped(client?.[1] ?? client?.[2] ?? ''), content: parsed(text) }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : (JSON.parse(unescaped(text)) as unknown)
  } catch {
    return undefined
  }
}

const NAMES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Excel may write the same text with other entities than we did. */
const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d+)|#x([\da-f]+)|(amp|lt|gt|quot|apos));/gi, (_, decimal?: string, hex?: string, name?: string) =>
    name ? NAMES[name.toLowerCase()] : String.fromCodePoint(decimal ? Number(decimal) : parseInt(hex!, 16)),
  )
