import type { Element } from '@xmldom/xmldom'
import { DOMParser } from '@xmldom/xmldom'

/** What a control does when it is pressed. */
export type Action = { type: 'ExecuteFunction'; function: string } | { type: 'ShowTaskpane'; url: string; title?: string }

/** A button, or a menu with buttons in it. */
export interface Control {
  id: string
  type: 'Button' | 'Menu'
  label: string
  tip: { title: string; description: string }
  /** Addresses of icons by their size in pixels. */
  icons: Record<number, string>
  action?: Action
  items: Control[]
  /** Switched off from the start. */
  disabled: boolean
}

export interface Group {
  id: string
  label: string
  controls: Control[]
}

export interface Tab {
  id: string
  /** Empty for one of Excel's own tabs, such as TabHome. */
  label: string
  groups: Group[]
}

/** An add-in as its manifest describes it, with texts in one language. */
export interface Manifest {
  id: string
  name: string
  description: string
  /** The page of the task pane. */
  page: string
  /** The page opens with the workbook and stays: a shared runtime. */
  sharedRuntime: boolean
  functions: { script: string; metadata: string; namespace: string } | null
  tabs: Tab[]
  contextMenus: { id: string; controls: Control[] }[]
}

/** Reads a manifest (the XML form, add-in only) with its texts in the given locale. */
export function readManifest(xml: string, locale: string): Manifest {
  const problems: string[] = []
  const document = new DOMParser({ onError: (_level, message) => problems.push(message) }).parseFromString(xml, 'text/xml')
  const root = document.documentElement
  if (!root || problems.length) throw new Error(`The manifest is not well formed: ${problems[0] ?? 'it is empty'}.`)
  const resources = new Map<string, string>()
  for (const tag of ['Url', 'Image', 'String'])
    for (const element of descendants(root, tag)) {
      const id = element.getAttribute('id')
      if (id) resources.set(id, localised(element, locale))
    }
  const text = (element: Element | undefined) => resources.get(element?.getAttribute('resid') ?? '') ?? ''
  const reader = new Reader(text)
  const points = descendants(root, 'ExtensionPoint')
  const ofType = (type: string) => points.filter(point => point.getAttribute('xsi:type') === type)
  const functions = ofType('CustomFunctions').at(0)
  return {
    id: child(root, 'Id')?.textContent ?? '',
    name: localised(child(root, 'DisplayName'), locale),
    description: localised(child(root, 'Description'), locale),
    page: child(child(root, 'DefaultSettings'), 'SourceLocation')?.getAttribute('DefaultValue') ?? '',
    sharedRuntime: descendants(root, 'Runtime').some(runtime => runtime.getAttribute('lifetime') === 'long'),
    functions: functions
      ? {
          script: text(child(child(functions, 'Script'), 'SourceLocation')),
          metadata: text(child(child(functions, 'Metadata'), 'SourceLocation')),
          namespace: text(child(functions, 'Namespace')),
        }
      : null,
    tabs: ofType('PrimaryCommandSurface').flatMap(point =>
      [...children(point, 'CustomTab'), ...children(point, 'OfficeTab')].map(tab => reader.tab(tab)),
    ),
    contextMenus: ofType('ContextMenu').flatMap(point =>
      children(point, 'OfficeMenu').map(menu => ({
        id: menu.getAttribute('id') ?? '',
        controls: children(menu, 'Control').map(each => reader.control(each)),
      })),
    ),
  }
}

class Reader {
  constructor(private readonly text: (element: Element | undefined) => string) {}

  tab(element: Element): Tab {
    return {
      id: element.getAttribute('id') ?? '',
      label: this.text(child(element, 'Label')),
      groups: children(element, 'Group').map(each => this.group(each)),
    }
  }

  group(element: Element): Group {
    return {
      id: element.getAttribute('id') ?? '',
      label: this.text(child(element, 'Label')),
      controls: children(element, 'Control').map(each => this.control(each)),
    }
  }

  control(element: Element): Control {
    const tip = child(element, 'Supertip')
    const action = child(element, 'Action')
    return {
      id: element.getAttribute('id') ?? '',
      type: element.getAttribute('xsi:type') === 'Menu' ? 'Menu' : 'Button',
      label: this.text(child(element, 'Label')),
      tip: { title: this.text(child(tip, 'Title')), description: this.text(child(tip, 'Description')) },
      icons: Object.fromEntries(
        children(child(element, 'Icon'), 'Image').map(image => [Number(image.getAttribute('size')), this.text(image)]),
      ),
      ...(action ? { action: this.action(action) } : {}),
      items: children(child(element, 'Items'), 'Item').map(item => this.control(item)),
      disabled: child(element, 'Enabled')?.textContent?.trim() === 'false',
    }
  }

  private action(element: Element): Action {
    if (element.getAttribute('xsi:type') === 'ExecuteFunction')
      return { type: 'ExecuteFunction', function: child(element, 'FunctionName')?.textContent?.trim() ?? '' }
    const title = this.text(child(element, 'Title'))
    return { type: 'ShowTaskpane', url: this.text(child(element, 'SourceLocation')), ...(title ? { title } : {}) }
  }
}

const children = (element: Element | undefined, name: string): Element[] =>
  [...(element?.childNodes ?? [])].filter(node => node.nodeType === 1 && (node as Element).localName === name) as Element[]

const child = (element: Element | undefined, name: string): Element | undefined => children(element, name).at(0)

function descendants(element: Element, name: string): Element[] {
  return [...element.getElementsByTagNameNS('*', name)]
}

/** The text for a locale: its own override, one of the same language, else the default. */
function localised(element: Element | undefined, locale: string): string {
  const overrides = children(element, 'Override')
  const language = locale.split('-')[0]
  const own = overrides.find(each => each.getAttribute('Locale')?.toLowerCase() === locale.toLowerCase())
  const near = overrides.find(each => each.getAttribute('Locale')?.split('-')[0] === language)
  const base = element?.getAttribute('DefaultValue') ?? ''
  return (own ?? near)?.getAttribute('Value') ?? base
}

/** Every control of a manifest, in menus too. */
export function controlsOf({ tabs, contextMenus }: Manifest): Control[] {
  const all = [...tabs.flatMap(tab => tab.groups.flatMap(group => group.controls)), ...contextMenus.flatMap(menu => menu.controls)]
  return all.flatMap(control => [control, ...control.items])
}
