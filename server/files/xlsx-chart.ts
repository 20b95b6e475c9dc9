import { fixedArea, quotedSheet, type Area } from '../../shared/reports/address.js'
import { numberFormat, valueOf, type Chart, type Sheet } from '../../shared/reports/sheet.js'
import { escaped, XML } from './xml.js'

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart'
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** The part that says where a sheet's charts stand; chart n is its relation `rId<n>`. */
export function drawingXml(charts: readonly Chart[]): string {
  const corner = (name: string, row: number, column: number) =>
    `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`
  const frames = charts.map(
    ({ anchor, title }, at) =>
      `<xdr:twoCellAnchor>${corner('from', anchor.top, anchor.left)}${corner('to', anchor.bottom + 1, anchor.right + 1)}<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${at + 2}" name="Chart ${at + 1}" descr="${escaped(title)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" r:id="rId${at + 1}"/></a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>`,
  )
  return `${XML}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="${MAIN}" xmlns:r="${RELATIONS}">${frames.join('')}</xdr:wsDr>`
}

/** The part of one chart, with the values of its cells beside every reference. */
export function chartXml(chart: Chart, sheet: Sheet): string {
  const { type, stacked, title, axisTitle } = chart
  const reference = (area: Area) => escaped(`${quotedSheet(sheet.name)}!${fixedArea(area)}`)
  const texts = (area: Area) =>
    `<c:strRef><c:f>${reference(area)}</c:f><c:strCache>${points(cells(sheet, area).map(value => (value === null ? '' : String(value))))}</c:strCache></c:strRef>`
  const format = escaped(numberFormat('balance', 0, sheet.unit).replaceAll('[Red]', ''))
  const numbers = (area: Area) =>
    `<c:numRef><c:f>${reference(area)}</c:f><c:numCache><c:formatCode>General</c:formatCode>${points(cells(sheet, area).map(value => (typeof value === 'number' ? String(value) : undefined)))}</c:numCache></c:numRef>`
  const series = chart.series.map(
    ({ name, values }, at) =>
      `<c:ser><c:idx val="${at}"/><c:order val="${at}"/><c:tx>${texts(name)}</c:tx><c:spPr><a:solidFill><a:schemeClr val="accent${(at % 6) + 1}">${at > 5 ? '<a:lumMod val="60000"/>' : ''}</a:schemeClr></a:solidFill></c:spPr><c:invertIfNegative val="0"/><c:cat>${texts(chart.categories)}</c:cat><c:val>${numbers(values)}</c:val></c:ser>`,
  )
  const lying = type === 'bar'
  const plain = '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="BFBFBF"/></a:solidFill></a:ln></c:spPr>'
  // Bars are read from the top, so their axis of categories runs downwards and the values stay at the bottom.
  const categoryAxis = `<c:catAx><c:axId val="1"/><c:scaling><c:orientation val="${lying ? 'maxMin' : 'minMax'}"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${plain}<c:crossAx val="2"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`
  const valueAxis = `<c:valAx><c:axId val="2"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${lying ? 'b' : 'l'}"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D9D9D9"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>${heading(axisTitle, 900, lying ? 0 : -5400000)}<c:numFmt formatCode="${format}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${plain}<c:crossAx val="1"/><c:crosses val="${lying ? 'max' : 'autoZero'}"/><c:crossBetween val="between"/></c:valAx>`
  return [
    `${XML}<c:chartSpace xmlns:c="${CHART}" xmlns:a="${MAIN}" xmlns:r="${RELATIONS}"><c:roundedCorners val="0"/><c:chart>`,
    `${heading(title, 1200, 0)}<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>`,
    `<c:barChart><c:barDir val="${lying ? 'bar' : 'col'}"/><c:grouping val="${stacked ? 'stacked' : 'clustered'}"/><c:varyColors val="0"/>`,
    `${series.join('')}<c:gapWidth val="60"/>${stacked ? '<c:overlap val="100"/>' : ''}<c:axId val="1"/><c:axId val="2"/></c:barChart>`,
    `${categoryAxis}${valueAxis}</c:plotArea>`,
    series.length > 1 ? '<c:legend><c:legendPos val="b"/><c:overlay val="0"/></c:legend>' : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>',
  ].join('')
}

function heading(text: string, size: number, rotation: number): string {
  const run = `<a:rPr sz="${size}" b="${size > 1000 ? 1 : 0}"/>`
  return `<c:title><c:tx><c:rich><a:bodyPr rot="${rotation}" vert="horz"/><a:p><a:pPr><a:defRPr sz="${size}" b="0"/></a:pPr><a:r>${run}<a:t>${escaped(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
}

function cells(sheet: Sheet, { top, left, bottom, right }: Area) {
  const found = []
  for (let row = top; row <= bottom; row++) for (let at = left; at <= right; at++) found.push(valueOf(sheet.rows[row]?.cells[at]))
  return found
}

const points = (values: readonly (string | undefined)[]): string =>
  `<c:ptCount val="${values.length}"/>` +
  values.map((value, at) => (value === undefined ? '' : `<c:pt idx="${at}"><c:v>${escaped(value)}</c:v></c:pt>`)).join('')
