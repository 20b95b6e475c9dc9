import type { NamedStyle, StylePart } from './style-part.js'
import { STYLE_PARTS } from './style-part.js'

const built = (name: string, parts: readonly StylePart[], look: NamedStyle['look'] = {}, numberFormat = 'General'): NamedStyle => ({
  name,
  builtIn: true,
  parts,
  look,
  numberFormat,
})

/** Excel's standard theme: each accent, then mixed with 80, 60 and 40 percent of white. */
const ACCENTS = [
  ['#4472C4', '#D9E1F2', '#B4C6E7', '#8EA9DB'],
  ['#ED7D31', '#FCE4D6', '#F8CBAD', '#F4B084'],
  ['#A5A5A5', '#EDEDED', '#DBDBDB', '#C9C9C9'],
  ['#FFC000', '#FFF2CC', '#FFE699', '#FFD966'],
  ['#5B9BD5', '#DDEBF7', '#BDD7EE', '#9BC2E6'],
  ['#70AD47', '#E2EFDA', '#C6E0B4', '#A9D08E'],
]

const WHITE = '#FFFFFF'
const HEADING = '#44546A'

const coloured = (name: string, fill: string, font: string) => built(name, ['font', 'fill'], { 'fill/color': fill, 'font/color': font })

const accents = ACCENTS.flatMap(([whole, light, middle, strong], at) => {
  const name = `Accent${at + 1}`
  return [
    coloured(name, whole, WHITE),
    coloured(`${name}_20`, light, '#000000'),
    coloured(`${name}_40`, middle, '#000000'),
    coloured(`${name}_60`, strong, WHITE),
  ]
})

const line = (edge: string, style: string, weight: string, color: string) => ({
  [`borders/${edge}/style`]: style,
  [`borders/${edge}/weight`]: weight,
  [`borders/${edge}/color`]: color,
})

const box = (style: string, weight: string, color: string) =>
  Object.assign(
    {},
    ...['EdgeTop', 'EdgeBottom', 'EdgeLeft', 'EdgeRight'].map(edge => line(edge, style, weight, color)),
  ) as NamedStyle['look']

const heading = (at: number, size: number, under: NamedStyle['look']) =>
  built(`Heading${at}`, ['font', 'border'], { 'font/bold': true, 'font/size': size, 'font/color': HEADING, ...under })

/** The styles that `Excel.BuiltInStyle` names, as they look in the standard theme. */
export const BUILT_IN: readonly NamedStyle[] = [
  built('Normal', STYLE_PARTS),
  built('Comma', ['number'], {}, '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)'),
  built('Currency', ['number'], {}, '_($* #,##0.00_);_($* \\(#,##0.00\\);_($* "-"??_);_(@_)'),
  built('Percent', ['number'], {}, '0%'),
  built('WholeComma', ['number'], {}, '_(* #,##0_);_(* \\(#,##0\\);_(* "-"_);_(@_)'),
  built('WholeDollar', ['number'], {}, '_($* #,##0_);_($* \\(#,##0\\);_($* "-"_);_(@_)'),
  built('Hlink', ['font'], { 'font/color': '#0563C1', 'font/underline': 'Single' }),
  built('HlinkTrav', ['font'], { 'font/color': '#954F72', 'font/underline': 'Single' }),
  built('Note', ['fill', 'border'], { 'fill/color': '#FFFFCC', ...box('Continuous', 'Thin', '#B2B2B2') }),
  built('WarningText', ['font'], { 'font/color': '#FF0000' }),
  ...[0, 1, 2].map(at => coloured(`Emphasis${at + 1}`, ACCENTS[at][0], WHITE)),
  built('SheetTitle', ['font'], { 'font/name': 'Calibri Light', 'font/size': 18, 'font/color': HEADING }),
  heading(1, 15, line('EdgeBottom', 'Continuous', 'Thick', ACCENTS[0][0])),
  heading(2, 13, line('EdgeBottom', 'Continuous', 'Thick', '#A2B8E1')),
  heading(3, 11, line('EdgeBottom', 'Continuous', 'Medium', ACCENTS[0][3])),
  heading(4, 11, {}),
  built('Input', ['font', 'fill', 'border'], {
    'font/color': '#3F3F76',
    'fill/color': '#FFCC99',
    ...box('Continuous', 'Thin', '#7F7F7F'),
  }),
  built('Output', ['font', 'fill', 'border'], {
    'font/bold': true,
    'font/color': '#3F3F3F',
    'fill/color': '#F2F2F2',
    ...box('Continuous', 'Thin', '#3F3F3F'),
  }),
  built('Calculation', ['font', 'fill', 'border'], {
    'font/bold': true,
    'font/color': '#FA7D00',
    'fill/color': '#F2F2F2',
    ...box('Continuous', 'Thin', '#7F7F7F'),
  }),
  built('CheckCell', ['font', 'fill', 'border'], {
    'font/bold': true,
    'font/color': WHITE,
    'fill/color': '#A5A5A5',
    ...box('Double', 'Thick', '#3F3F3F'),
  }),
  built('LinkedCell', ['font', 'border'], { 'font/color': '#FA7D00', ...line('EdgeBottom', 'Double', 'Thick', '#FF8001') }),
  built('Total', ['font', 'border'], {
    'font/bold': true,
    ...line('EdgeTop', 'Continuous', 'Thin', ACCENTS[0][0]),
    ...line('EdgeBottom', 'Double', 'Thick', ACCENTS[0][0]),
  }),
  coloured('Good', '#C6EFCE', '#006100'),
  coloured('Bad', '#FFC7CE', '#9C0006'),
  coloured('Neutral', '#FFEB9C', '#9C5700'),
  ...accents,
  built('ExplanatoryText', ['font'], { 'font/italic': true, 'font/color': '#7F7F7F' }),
]
