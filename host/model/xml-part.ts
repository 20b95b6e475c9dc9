/** A custom XML part of the workbook. */
export interface XmlPart {
  readonly id: string
  xml: string
}

/** The namespace of the part's root element; '' when it has none. */
export function namespaceOf({ xml }: XmlPart): string {
  const root = /<(?![?!])([\w.-]+:)?[\w.-]+([^>]*)>/.exec(xml)
  if (!root) return ''
  const declared = new RegExp(`xmlns${root[1] ? ':' + root[1].slice(0, -1) : ''}\\s*=\\s*["']([^"']*)["']`).exec(root[2])
  return declared?.[1] ?? ''
}
