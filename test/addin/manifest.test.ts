import { DOMParser, onErrorStopParsing } from '@xmldom/xmldom'
import type { Element } from '@xmldom/xmldom'
import { expect } from 'chai'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { COMMANDS } from '../../addin/commands/index.js'
import { manifestXml, ORIGIN } from '../../addin/manifest.js'
import { CATALOGUE } from '../../shared/catalogue.js'

const LOCALES = ['zh-CN']

/** Microsoft's order of elements, by parent; Office drops an add-in silently when it is broken. */
const ORDER: Record<string, string[]> = {
  OfficeApp: [
    ...['Id', 'Version', 'ProviderName', 'DefaultLocale', 'DisplayName', 'Description', 'IconUrl', 'HighResolutionIconUrl', 'SupportUrl'],
    ...['AppDomains', 'Hosts', 'Requirements', 'DefaultSettings', 'Permissions', 'VersionOverrides'],
  ],
  VersionOverrides: ['Hosts', 'Resources'],
  'VersionOverrides/Host': ['Runtimes', 'AllFormFactors', 'DesktopFormFactor'],
  CustomFunctions: ['Script', 'Page', 'Metadata', 'Namespace'],
  DesktopFormFactor: ['GetStarted', 'FunctionFile', 'ExtensionPoint'],
  GetStarted: ['Title', 'Description', 'LearnMoreUrl'],
  CustomTab: ['Group', 'Label'],
  ContextMenu: ['OfficeMenu'],
  Group: ['Label', 'Icon', 'Control'],
  Control: ['Label', 'Supertip', 'Icon', 'Action', 'Items'],
  Item: ['Label', 'Supertip', 'Icon', 'Action'],
  Supertip: ['Title', 'Description'],
  Action: ['FunctionName', 'TaskpaneId', 'SourceLocation'],
  Resources: ['bt:Images', 'bt:Urls', 'bt:ShortStrings', 'bt:LongStrings'],
}

const manifest = new DOMParser({ onError: onErrorStopParsing }).parseFromString(readFileSync('manifest.xml', 'utf8'), 'text/xml')
const all = (name: string, within: Pick<Element, 'getElementsByTagName'> = manifest): Element[] => [...within.getElementsByTagName(name)]
const only = (name: string, within?: Element): Element => {
  const found = all(name, within)
  expect(found, name).to.have.length(1)
  return found[0]
}
const children = (element: Element): Element[] => [...element.childNodes].filter((node): node is Element => node.nodeType === 1)
const attribute = (element: Element, name: string): string => element.getAttribute(name) ?? ''
const every = all('*')
const overrides = only('VersionOverrides')

/** The key of an element in `ORDER`, where one name means two things. */
function kind(element: Element): string {
  if (element.tagName === 'ExtensionPoint') return attribute(element, 'xsi:type')
  if (element.tagName === 'Host' && element.hasAttribute('xsi:type')) return 'VersionOverrides/Host'
  return element.tagName
}

/** Resources by id, with the elements that may name them. */
const resources = new Map(
  all('*', only('Resources')).flatMap(element => (element.hasAttribute('id') ? [[attribute(element, 'id'), element]] : [])),
)

/** Width and height of a PNG file, from its header. */
function sizeOfPng(path: string): [number, number] {
  const bytes = readFileSync(path)
  expect(bytes.subarray(1, 4).toString('latin1'), path).to.equal('PNG')
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

const iconOf = (address: string) => `addin/assets/${basename(new URL(address).pathname)}`

describe('manifest.xml', () => {
  it('has its elements in the order Office asks for', () => {
    const ordered = every.filter(element => kind(element) in ORDER)
    expect(new Set(ordered.map(kind))).to.deep.equal(new Set(Object.keys(ORDER)))
    for (const element of ordered) {
      const names = children(element).map(child => child.tagName)
      const order = ORDER[kind(element)]
      expect(order, kind(element)).to.include.members(names)
      expect(names, kind(element)).to.deep.equal(names.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)))
    }
  })

  it('is a shared runtime: pane, buttons and cells run in one page', () => {
    const sets = all('Set').map(set => `${attribute(set, 'Name')} ${attribute(set, 'MinVersion')}`)
    expect(sets).to.deep.equal(['SharedRuntime 1.1'])
    const page = attribute(only('Runtime'), 'resid')
    expect(attribute(only('Runtime'), 'lifetime')).to.equal('long')
    expect(attribute(only('FunctionFile'), 'resid')).to.equal(page)
    expect(attribute(only('SourceLocation', only('Page')), 'resid')).to.equal(page)
    const opening = all('Action').filter(action => attribute(action, 'xsi:type') === 'ShowTaskpane')
    expect(opening.map(action => attribute(only('SourceLocation', action), 'resid'))).to.deep.equal([page])
    expect(attribute(resources.get(page)!, 'DefaultValue')).to.equal(
      attribute(only('SourceLocation', only('DefaultSettings')), 'DefaultValue'),
    )
  })

  it('names only resources that exist, of the right sort, and every resource is named', () => {
    const named = new Set<string>()
    for (const element of every.filter(each => each.hasAttribute('resid'))) {
      const id = attribute(element, 'resid')
      named.add(id)
      const resource = resources.get(id)
      expect(resource, id).to.not.equal(undefined)
      const sort = (resource!.parentNode as Element).tagName
      const { tagName } = element
      const wanted =
        tagName === 'bt:Image'
          ? 'bt:Images'
          : ['SourceLocation', 'FunctionFile', 'Runtime', 'LearnMoreUrl'].includes(tagName)
            ? 'bt:Urls'
            : tagName === 'Description'
              ? 'bt:LongStrings'
              : 'bt:ShortStrings'
      expect(sort, `${tagName} ${id}`).to.equal(wanted)
    }
    expect([...named]).to.have.members([...resources.keys()])
  })

  it('gives every id once, none longer than 32 letters', () => {
    const ids = every.filter(element => element.hasAttribute('id')).map(element => attribute(element, 'id'))
    expect(ids).to.have.length(new Set(ids).size)
    expect(ids.filter(id => id.length > 32)).to.deep.equal([])
    expect(only('Id').textContent).to.match(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  it('reaches everything by https', () => {
    const addresses = every
      .flatMap(element => [
        attribute(element, 'DefaultValue'),
        attribute(element, 'Value'),
        element.tagName === 'AppDomain' ? element.textContent : '',
      ])
      .filter(text => text?.includes('://'))
    expect(addresses).to.have.length.above(10)
    expect(addresses.filter(address => !address?.startsWith('https://localhost:3443'))).to.deep.equal([])
  })

  it('says every text in both languages, within Office’s limits', () => {
    const texts = [...all('bt:String'), only('DisplayName'), all('Description')[0]].filter(
      text => attribute(text, 'id') !== 'Functions.Namespace',
    )
    expect(only('DefaultLocale').textContent).to.equal('en-US')
    for (const text of texts) {
      const name = attribute(text, 'id') || text.tagName
      const limit = (text.parentNode as Element).tagName === 'bt:ShortStrings' ? 125 : 250
      const translations = children(text)
      expect(
        translations.map(each => attribute(each, 'Locale')),
        name,
      ).to.deep.equal(LOCALES)
      expect(attribute(text, 'DefaultValue'), name).to.match(/^[\x20-\x7e’]+$/)
      expect(attribute(translations[0], 'Value'), name).to.match(/\p{Script=Han}/u)
      for (const value of [attribute(text, 'DefaultValue'), attribute(translations[0], 'Value')])
        expect(value.length, name).to.be.within(1, limit)
    }
  })

  it('has a command for every button, and a button for every command', () => {
    const named = all('FunctionName').map(element => element.textContent ?? '')
    expect(new Set(named)).to.deep.equal(new Set(Object.keys(COMMANDS)))
  })

  it('describes the functions of the catalogue by files that exist', () => {
    const metadata = resources.get(attribute(only('SourceLocation', only('Metadata')), 'resid'))!
    for (const address of [attribute(metadata, 'DefaultValue'), attribute(children(metadata)[0], 'Value')]) {
      const described = JSON.parse(readFileSync(`addin/functions/${basename(address)}`, 'utf8')) as { functions: { id: string }[] }
      expect(described.functions.map(({ id }) => id)).to.deep.equal([...CATALOGUE.functions.keys()])
    }
  })

  it('is made for another address by the same definition', () => {
    const theirs = manifestXml('0.1.0', 'https://ledger.example.com')
    expect(theirs).to.not.include('localhost')
    expect(theirs.replaceAll('https://ledger.example.com', ORIGIN)).to.equal(manifestXml('0.1.0'))
  })

  it('calls its functions AR in every language', () => {
    const namespace = resources.get(attribute(only('Namespace'), 'resid'))!
    expect(attribute(namespace, 'DefaultValue')).to.equal('AR')
    expect(children(namespace)).to.deep.equal([])
  })

  it('shows icons that exist in the size it states', () => {
    const stated = all('bt:Image', overrides).filter(image => image.hasAttribute('size'))
    expect(new Set(stated.map(image => Number(attribute(image, 'size'))))).to.deep.equal(new Set([16, 20, 24, 32, 40, 48, 64, 80]))
    for (const icon of all('Icon', overrides)) {
      const sizes = all('bt:Image', icon).map(image => Number(attribute(image, 'size')))
      expect(sizes, 'Office asks for three sizes').to.include.members([16, 32, 80])
    }
    for (const image of stated) {
      const size = Number(attribute(image, 'size'))
      expect(sizeOfPng(iconOf(attribute(resources.get(attribute(image, 'resid'))!, 'DefaultValue')))).to.deep.equal([size, size])
    }
    expect(sizeOfPng(iconOf(attribute(only('IconUrl'), 'DefaultValue')))).to.deep.equal([32, 32])
    expect(sizeOfPng(iconOf(attribute(only('HighResolutionIconUrl'), 'DefaultValue')))).to.deep.equal([64, 64])
  })

  it('is of the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
    expect(only('Version').textContent).to.equal(`${version}.0`)
  })
})
