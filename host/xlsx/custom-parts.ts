import type { XmlPart } from '../model/xml-part.js'
import type { Part } from './zip.js'
import { part, textOf } from './zip.js'
import { attributes, elements } from './xml.js'

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/package/2006/relationships'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006'
const DATA_STORE = `${OFFICE}/customXml`
const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml'
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

const RELATIONS = 'xl/_rels/workbook.xml.rels'
const TYPES = '[Content_Types].xml'

const relations = (id: string, type: string, target: string) =>
  `${HEAD}<Relationships xmlns="${RELATIONSHIPS}">${relation(id, type, target)}</Relationships>`
const relation = (Id: string, type: string, Target: string) =>
  `<Relationship${attributes({ Id, Type: `${OFFICE}/relationships/${type}`, Target })}/>`

/** The archive's parts with custom XML parts among them. */
export async function withCustomParts(parts: readonly Part[], custom: readonly XmlPart[]): Promise<Part[]> {
  const changed = async (name: string, change: (xml: string) => string) =>
    part(name, change(await textOf(parts.find(each => each.name === name)!)))
  const added = await Promise.all(
    custom.flatMap(({ id, xml }, p) => {
      const store = `<ds:datastoreItem ds:itemID="${id}" xmlns:ds="${DATA_STORE}"><ds:schemaRefs/></ds:datastoreItem>`
      return [
        part(`customXml/item${p + 1}.xml`, xml),
        part(`customXml/itemProps${p + 1}.xml`, HEAD + store),
        part(`customXml/_rels/item${p + 1}.xml.rels`, relations('rId1', 'customXmlProps', `itemProps${p + 1}.xml`)),
      ]
    }),
  )
  const types = custom.map(
    (_, p) => `<Override${attributes({ PartName: `/customXml/itemProps${p + 1}.xml`, ContentType: PROPERTIES_TYPE })}/>`,
  )
  const links = custom.map((_, p) => relation(`customXml${p + 1}`, 'customXml', `../customXml/item${p + 1}.xml`))
  return [
    await changed(TYPES, xml => xml.replace('</Types>', `${types.join('')}</Types>`)),
    ...parts.filter(({ name }) => name !== TYPES && name !== RELATIONS),
    await changed(RELATIONS, xml => xml.replace('</Relationships>', `${links.join('')}</Relationships>`)),
    ...added,
  ]
}

/** The custom XML parts of an archive; one without an id of its own gets '' as id. */
export async function customParts(parts: readonly Part[]): Promise<XmlPart[]> {
  const items = parts.filter(({ name }) => /^customXml\/item\d+\.xml$/i.test(name))
  return Promise.all(
    items.map(async item => {
      const number = /\d+/.exec(item.name)![0]
      const properties = parts.find(({ name }) => name.toLowerCase() === `customxml/itemprops${number}.xml`)
      const store = properties ? elements(await textOf(properties), 'datastoreItem')[0] : undefined
      return { id: store?.attributes['ds:itemID'] ?? '', xml: (await textOf(item)).replace(/^\ufeff/, '') }
    }),
  )
}
