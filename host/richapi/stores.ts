import { invalidArgument, notFound } from '../model/declined.js'
import type { Properties } from '../model/properties.js'
import type { Workbook } from '../model/workbook.js'
import type { XmlPart } from '../model/xml-part.js'
import { namespaceOf } from '../model/xml-part.js'
import type { Seat } from '../seat.js'
import type { Kind, Property } from './kind.js'
import { collection, kind } from './kind.js'

interface Entry {
  workbook: Workbook
  key: string
}

const setting: Kind<Entry> = kind<Entry>('Setting', {
  properties: {
    id: ({ key }) => key,
    key: ({ key }) => key,
    value: {
      get: ({ workbook, key }) => workbook.settings.get(key),
      set: ({ workbook, key }, value: unknown) => {
        workbook.settings.set(key, value)
        workbook.happened({ kind: 'settings' })
      },
    },
  },
  methods: {
    delete: ({ workbook, key }: Entry) => {
      workbook.settings.delete(key)
      workbook.happened({ kind: 'settings' })
    },
  },
})

/** `workbook.settings`: values that an add-in keeps in the workbook. */
export const settings: Kind<Workbook> = collection<Workbook, Entry>('SettingCollection', {
  item: () => setting,
  items: workbook => [...workbook.settings.keys()].map(key => ({ workbook, key })),
  find: (workbook, key: string) => (workbook.settings.has(key) ? { workbook, key } : undefined),
  methods: {
    add: (workbook: Workbook, _seat: Seat, key: string, value: unknown) => {
      if (!key) throw invalidArgument()
      workbook.settings.set(key, value)
      workbook.happened({ kind: 'settings' })
      return setting.of({ workbook, key })
    },
  },
})

interface Part {
  workbook: Workbook
  part: XmlPart
}

const xmlPart: Kind<Part> = kind<Part>('CustomXmlPart', {
  properties: { id: ({ part }) => part.id, namespaceUri: ({ part }) => namespaceOf(part) },
  methods: {
    getXml: ({ part }: Part) => part.xml,
    setXml: ({ part }: Part, _seat: Seat, xml: string) => void (part.xml = checkedXml(xml)),
    delete: ({ workbook, part }: Part) => void (workbook.xmlParts = workbook.xmlParts.filter(other => other !== part)),
  },
})

function checkedXml(xml: string): string {
  if (!/^\s*<[\s\S]*>\s*$/.test(xml)) throw invalidArgument('The text is not XML.')
  return xml
}

interface Parts {
  workbook: Workbook
  namespace?: string
}

const partsOf = ({ workbook, namespace }: Parts): Part[] =>
  workbook.xmlParts.filter(part => namespace === undefined || namespaceOf(part) === namespace).map(part => ({ workbook, part }))

const scopedParts: Kind<Parts> = collection<Parts, Part>('CustomXmlPartScopedCollection', {
  item: () => xmlPart,
  items: partsOf,
  find: (parts, id: string) => partsOf(parts).find(each => each.part.id === id),
  methods: {
    getOnlyItem: (parts: Parts) => {
      const [only, another] = partsOf(parts)
      if (!only || another) throw notFound()
      return xmlPart.of(only)
    },
  },
})

/** Custom XML parts of the workbook. */
export const xmlParts: Kind<Parts> = collection<Parts, Part>('CustomXmlPartCollection', {
  item: () => xmlPart,
  items: partsOf,
  find: (parts, id: string) => partsOf(parts).find(each => each.part.id === id),
  methods: {
    add: ({ workbook }: Parts, _seat: Seat, xml: string) => {
      const part: XmlPart = { id: workbook.nextId(), xml: checkedXml(xml) }
      workbook.xmlParts.push(part)
      return xmlPart.of({ workbook, part })
    },
    getByNamespace: ({ workbook }: Parts, _seat: Seat, namespace: string) => scopedParts.of({ workbook, namespace }),
  },
})

/** Characters of the key of a custom property. */
const LONGEST_KEY = 255

interface Custom {
  properties: Properties
  key: string
}

const TYPES: Record<string, string> = { number: 'Number', boolean: 'Boolean', string: 'String' }

const customProperty: Kind<Custom> = kind<Custom>('DocumentPropertyCustom', {
  properties: {
    id: ({ key }) => key,
    key: ({ key }) => key,
    value: {
      get: ({ properties, key }) => properties.custom.get(key),
      set: ({ properties, key }, value: string) => void properties.custom.set(key, value),
    },
    type: ({ properties, key }) => TYPES[typeof properties.custom.get(key)],
  },
  methods: { delete: ({ properties, key }: Custom) => void properties.custom.delete(key) },
})

const customProperties = collection<Properties, Custom>('DocumentPropertyCustomCollection', {
  item: () => customProperty,
  items: properties => [...properties.custom.keys()].map(key => ({ properties, key })),
  find: (properties, key: string) => {
    const own = [...properties.custom.keys()].find(each => each.toLowerCase() === key.toLowerCase())
    return own === undefined ? undefined : { properties, key: own }
  },
  methods: {
    add: (properties: Properties, _seat: Seat, key: string, value: string | number | boolean) => {
      if (key.length > LONGEST_KEY) throw invalidArgument()
      properties.custom.set(key, value)
      return customProperty.of({ properties, key })
    },
    deleteAll: (properties: Properties) => properties.custom.clear(),
  },
})

const text = (key: Exclude<keyof Properties, 'custom'>): [string, Property<Properties>] => [
  key,
  { get: properties => properties[key], set: (properties, value: string) => void (properties[key] = value) },
]

/** Properties of the document. */
export const documentProperties = kind<Properties>('DocumentProperties', {
  properties: Object.fromEntries(
    (['author', 'category', 'comments', 'company', 'keywords', 'manager', 'subject', 'title'] as const).map(text),
  ),
  objects: { custom: properties => customProperties.of(properties) },
})
