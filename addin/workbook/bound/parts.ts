import { atWorkbook } from './at-workbook.js'
import type { Binding, Registry } from './bound-workbook.js'
import { jsonParts, jsonXml, type JsonPart } from './json-part.js'

const REGISTRY = 'urn:duebook:tables:1'
const OUTBOX = 'urn:duebook:outbox:1'

/**
 * What the workbook says of its bound tables; undefined when it says nothing that can be read. Two people who bound tables at the same
 * moment left two parts, which count together.
 */
export const registry = (): Promise<Registry | undefined> => atWorkbook(async context => joined(await readable(context)))

/** Writes it in place of what can be read. A part that is damaged stays as it is, beside it. */
export const saveRegistry = (saved: Registry): Promise<void> =>
  atWorkbook(async context => {
    const [first, ...rest] = await readable(context)
    put(context, first, jsonXml(REGISTRY, saved))
    for (const { part } of rest) part.delete()
    await context.sync()
  })

const readable = async (context: Excel.RequestContext): Promise<(JsonPart & { content: Registry })[]> =>
  (await jsonParts(context, REGISTRY)).filter((each): each is JsonPart & { content: Registry } => isRegistry(each.content))

function isRegistry(content: unknown): content is Registry {
  const { workbook, company, bindings } = (content ?? {}) as Partial<Registry>
  return typeof workbook === 'string' && typeof company === 'string' && Array.isArray(bindings) && bindings.every(isBinding)
}

function isBinding(each: Partial<Binding> | null): boolean {
  if (typeof each !== 'object' || each === null) return false
  const texts = [each.tableId, each.table].every(text => typeof text === 'string')
  const numbers = [each.idColumn, each.statusColumn, each.base].every(number => typeof number === 'number')
  const objects = [each.columns, each.exceptions].every(object => typeof object === 'object' && object !== null)
  return texts && numbers && objects && Array.isArray(each.left)
}

function joined(parts: readonly { content: Registry }[]): Registry | undefined {
  if (parts.length === 0) return undefined
  const [{ content: first }] = parts
  const byTable = new Map<string, Binding>()
  for (const { content } of parts)
    for (const binding of content.company === first.company ? content.bindings : [])
      if (!byTable.has(binding.tableId)) byTable.set(binding.tableId, binding)
  return { ...first, bindings: [...byTable.values()] }
}

/** What a client keeps of its own; undefined when there is nothing that can be read. */
export const part = (client: string): Promise<string | undefined> =>
  atWorkbook(async context => texts(await jsonParts(context, OUTBOX)).find(each => each.client === client)?.content)

export const savePart = (client: string, text: string): Promise<void> =>
  atWorkbook(async context => {
    const known = texts(await jsonParts(context, OUTBOX)).find(each => each.client === client)
    put(context, known, jsonXml(OUTBOX, text, client))
    await context.sync()
  })

export const otherParts = (client: string): Promise<string[]> =>
  atWorkbook(async context =>
    texts(await jsonParts(context, OUTBOX))
      .filter(each => each.client !== client)
      .map(({ content }) => content),
  )

const texts = (parts: readonly JsonPart[]) =>
  parts.filter((each): each is JsonPart & { content: string } => typeof each.content === 'string')

/** A part keeps its id: co-authors hold on to it. */
function put(context: Excel.RequestContext, known: JsonPart | undefined, xml: string): void {
  if (known) known.part.setXml(xml)
  else context.workbook.customXmlParts.add(xml)
}

/** The name of the file. */
export const fileName = (): Promise<string> =>
  atWorkbook(async context => {
    const { workbook } = context
    workbook.load('name')
    await context.sync()
    return workbook.name
  })
