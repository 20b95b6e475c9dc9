import { XML } from './xml.js'

const COLOURS = [
  ['dk1', '000000'],
  ['lt1', 'FFFFFF'],
  ['dk2', '44546A'],
  ['lt2', 'E7E6E6'],
  ['accent1', '1F5F8B'],
  ['accent2', 'C55A11'],
  ['accent3', '7F7F7F'],
  ['accent4', 'BF9000'],
  ['accent5', '5B9BD5'],
  ['accent6', '548235'],
  ['hlink', '0563C1'],
  ['folHlink', '954F72'],
] as const

/** The workbook's colours and its one font; the reader changes both for all sheets under Page Layout, Themes. */
export function themeXml(font: string): string {
  const colours = COLOURS.map(([name, rgb]) => `<a:${name}><a:srgbClr val="${rgb}"/></a:${name}>`).join('')
  const face = `<a:latin typeface="${font}"/><a:ea typeface=""/><a:cs typeface=""/>`
  const fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
  const line = `<a:ln w="6350">${fill}</a:ln>`
  const effect = '<a:effectStyle><a:effectLst/></a:effectStyle>'
  return `${XML}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Duebook"><a:themeElements><a:clrScheme name="Duebook">${colours}</a:clrScheme><a:fontScheme name="Duebook"><a:majorFont>${face}</a:majorFont><a:minorFont>${face}</a:minorFont></a:fontScheme><a:fmtScheme name="Duebook"><a:fillStyleLst>${fill.repeat(3)}</a:fillStyleLst><a:lnStyleLst>${line.repeat(3)}</a:lnStyleLst><a:effectStyleLst>${effect.repeat(3)}</a:effectStyleLst><a:bgFillStyleLst>${fill.repeat(3)}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>`
}
