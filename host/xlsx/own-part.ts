import type { SavedWorkbook } from '../model/document.js'
import { saved } from '../model/document.js'
import type { Workbook } from '../model/workbook.js'
import type { XmlPart } from '../model/xml-part.js'
import { namespaceOf } from '../model/xml-part.js'
import { elements, escaped, unescaped } from './xml.js'

/** The namespace of the part in which this stand-in keeps what the sheets of the file do not say. */
const NAMESPACE = 'urn:stand-in-for-excel:workbook'
const ID = '{5D1E0F2A-7C31-4B7E-9A60-3F5C8B1A2E47}'

/** A workbook without its cells and its other custom parts: settings, charts, conditional formats, validation, comments, ids. */
export type Kept = SavedWorkbook

/** The part of ours. Of cells it has only what custom functions gave them, which counts while the file says the same of them. */
export function ownPart(workbook: Workbook): XmlPart {
  const data = saved(workbook)
  const kept: Kept = {
    ...data,
    sheets: data.sheets.map(sheet => ({ ...sheet, cells: sheet.cells.filter(([, , cell]) => cell.asked) })),
    xmlParts: [],
  }
  // Two signs that JSON lets pass cannot stand in XML.
  const json = JSON.stringify(kept).replace(/[\ufffe\uffff]/g, sign => `\\u${sign.charCodeAt(0).toString(16)}`)
  return { id: ID, xml: `<workbook xmlns="${NAMESPACE}">${escaped(json)}</workbook>` }
}

/** Divides the custom parts of a file into ours, read, and those of others. */
export function divided(parts: readonly XmlPart[]): { kept: Kept | undefined; others: XmlPart[] } {
  const own = parts.find(part => namespaceOf(part) === NAMESPACE)
  const text = own && elements(own.xml, 'workbook')[0]?.inner
  return {
    kept: text === undefined ? undefined : (JSON.parse(unescaped(text)) as Kept),
    others: parts.filter(part => part !== own),
  }
}
