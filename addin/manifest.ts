import type { Words } from '../shared/vocabulary.js'
import { CELL_MENU, icons, RIBBON, type Button, type Menu } from './ribbon.js'

/** Where `npm start` serves the add-in; a company's own build names its own address. */
export const ORIGIN = 'https://localhost:3443'

/** Sizes of the product's own mark; the pictures of buttons have the three that Office asks for. */
const MARK_SIZES = [16, 20, 24, 32, 40, 48, 64, 80]
const ICON_SIZES = [16, 32, 80]

/** The manifest by which Excel knows the add-in (add-in only, XML), with every address under an origin. */
export function manifestXml(version: string, origin = ORIGIN): string {
  const texts = new Map<string, { long: boolean; words: Words }>()
  const short = (id: string, words: Words) => (texts.set(id, { long: false, words }), id)
  const long = (id: string, words: Words) => (texts.set(id, { long: true, words }), id)

  const icon = (name: string) =>
    element(
      'Icon',
      (name === '' ? MARK_SIZES : ICON_SIZES).map(size => `<bt:Image size="${size}" resid="${pictureId(name, size)}" />`),
    )
  const supertip = (id: string, { label, tip }: Pick<Button, 'label' | 'tip'>) =>
    element('Supertip', [`<Title resid="${short(`${id}.Label`, label)}" />`, `<Description resid="${long(`${id}.Tip`, tip)}" />`])
  const action = ({ command }: Button) =>
    command === undefined
      ? element('Action xsi:type="ShowTaskpane"', ['<TaskpaneId>Duebook.Pane</TaskpaneId>', '<SourceLocation resid="Pane.Url" />'])
      : element('Action xsi:type="ExecuteFunction"', [`<FunctionName>${command}</FunctionName>`])
  const body = (control: Button | Menu) => [
    `<Label resid="${short(`${control.id}.Label`, control.label)}" />`,
    supertip(control.id, control),
    icon(control.icon),
  ]
  const controlOf = (control: Button | Menu): string =>
    'items' in control
      ? element(`Control xsi:type="Menu" id="Duebook.${control.id}"`, [
          ...body(control),
          element(
            'Items',
            control.items.map(item => element(`Item id="Duebook.${item.id}"`, [...body(item), action(item)])),
          ),
        ])
      : element(`Control xsi:type="Button" id="Duebook.${control.id}"`, [...body(control), action(control)])

  const tab = element('CustomTab id="Duebook.Tab"', [
    ...RIBBON.map(({ id, label, controls }) =>
      element(`Group id="Duebook.Group.${id}"`, [`<Label resid="${short(`Group.${id}`, label)}" />`, icon(''), ...controls.map(controlOf)]),
    ),
    `<Label resid="${short('Tab.Label', { en: 'Duebook', zh: '应收簿' })}" />`,
  ])
  const start = element('GetStarted', [
    `<Title resid="${short('GetStarted.Title', { en: 'Duebook is ready', zh: '应收簿已就绪' })}" />`,
    `<Description resid="${long('GetStarted.Tip', {
      en: 'Type =AR. in a cell, or open the Duebook tab and choose Monthly aging.',
      zh: '在单元格中输入 =AR. 即可取数，或在“应收簿”选项卡点击“月度账龄表”。',
    })}" />`,
    '<LearnMoreUrl resid="Pane.Url" />',
  ])
  const pane = '<SourceLocation resid="Pane.Url" />'
  const host = element('Host xsi:type="Workbook"', [
    '<!-- One page, alive as long as the workbook: cells, buttons and the pane share its memory. -->',
    element('Runtimes', ['<Runtime resid="Pane.Url" lifetime="long" />']),
    element('AllFormFactors', [
      element('ExtensionPoint xsi:type="CustomFunctions"', [
        element('Script', ['<SourceLocation resid="Functions.Script" />']),
        element('Page', [pane]),
        element('Metadata', ['<SourceLocation resid="Functions.Metadata" />']),
        '<Namespace resid="Functions.Namespace" />',
      ]),
    ]),
    element('DesktopFormFactor', [
      start,
      '<FunctionFile resid="Pane.Url" />',
      element('ExtensionPoint xsi:type="PrimaryCommandSurface"', [tab]),
      element('ExtensionPoint xsi:type="ContextMenu"', [element('OfficeMenu id="ContextMenuCell"', CELL_MENU.map(controlOf))]),
    ]),
  ])
  const overrides = element(
    'VersionOverrides xmlns="http://schemas.microsoft.com/office/taskpaneappversionoverrides" xsi:type="VersionOverridesV1_0"',
    [
      element('Hosts', [host]),
      element('Resources', [
        element(
          'bt:Images',
          ['', ...icons()].flatMap(name =>
            (name === '' ? MARK_SIZES : ICON_SIZES).map(
              size => `<bt:Image id="${pictureId(name, size)}" DefaultValue="${origin}/assets/${pictureFile(name, size)}" />`,
            ),
          ),
        ),
        element('bt:Urls', [
          `<bt:Url id="Pane.Url" DefaultValue="${origin}/pane.html" />`,
          `<bt:Url id="Functions.Script" DefaultValue="${origin}/functions.js" />`,
          element(`bt:Url id="Functions.Metadata" DefaultValue="${origin}/functions/functions.json"`, [
            `<bt:Override Locale="zh-CN" Value="${origin}/functions/functions.zh-CN.json" />`,
          ]),
        ]),
        element('bt:ShortStrings', [
          '<!-- Never translated: a workbook made in one language is read in the other. -->',
          '<bt:String id="Functions.Namespace" DefaultValue="AR" />',
          ...strings(texts, false),
        ]),
        element('bt:LongStrings', strings(texts, true)),
      ]),
    ],
  )
  const parts = [
    '<Id>6abd2de4-6fb1-4cf1-a398-cdaa7f1ecb57</Id>',
    `<Version>${version}.0</Version>`,
    '<ProviderName>The Duebook authors</ProviderName>',
    '<DefaultLocale>en-US</DefaultLocale>',
    localised('DisplayName', { en: 'Duebook', zh: '应收簿' }),
    localised('Description', { en: 'The receivables ledger inside Excel.', zh: 'Excel 里的应收账款账簿。' }),
    `<IconUrl DefaultValue="${origin}/assets/icon-32.png" />`,
    `<HighResolutionIconUrl DefaultValue="${origin}/assets/icon-64.png" />`,
    `<SupportUrl DefaultValue="${origin}/pane.html" />`,
    element('AppDomains', [`<AppDomain>${origin}</AppDomain>`]),
    element('Hosts', ['<Host Name="Workbook" />']),
    element('Requirements', [element('Sets DefaultMinVersion="1.1"', ['<Set Name="SharedRuntime" MinVersion="1.1" />'])]),
    element('DefaultSettings', [`<SourceLocation DefaultValue="${origin}/pane.html" />`]),
    '<Permissions>ReadWriteDocument</Permissions>',
    overrides,
  ]
  const app = [
    'OfficeApp xmlns="http://schemas.microsoft.com/office/appforoffice/1.1"',
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    'xmlns:bt="http://schemas.microsoft.com/office/officeappbasictypes/1.0" xsi:type="TaskPaneApp"',
  ].join(' ')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!-- Derived from addin/ribbon.ts by npm run derive; do not edit. -->\n${element(app, parts)}\n`
}

const pictureId = (name: string, size: number) => `Icon.${name === '' ? '' : `${name}.`}${size}`

/** The file of a picture in a size; the product's own mark has no name. */
export const pictureFile = (name: string, size: number): string =>
  name === '' ? `icon-${size}.png` : `${name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase()}-${size}.png`

/** An element with its attributes, and its children indented below it. */
function element(head: string, children: readonly string[]): string {
  const [name] = head.split(' ', 1)
  return `<${head}>\n${children.map(child => child.replace(/^/gm, '  ')).join('\n')}\n</${name}>`
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const localised = (head: string, { en, zh }: Words): string =>
  element(`${head} DefaultValue="${escaped(en)}"`, [`<Override Locale="zh-CN" Value="${escaped(zh)}" />`])

const strings = (texts: ReadonlyMap<string, { long: boolean; words: Words }>, long: boolean): string[] =>
  [...texts]
    .filter(([, text]) => text.long === long)
    .map(([id, { words }]) =>
      element(`bt:String id="${id}" DefaultValue="${escaped(words.en)}"`, [`<bt:Override Locale="zh-CN" Value="${escaped(words.zh)}" />`]),
    )
