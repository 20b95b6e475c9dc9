import * as z from 'zod'

const told = z.object({ change: z.int(), scope: z.int() })

/** What the live stream says: the newest change, under which scope. */
export type Told = z.infer<typeof told>

/** Messages of a stream of server-sent events, as they come; `undefined` for anything else, such as a sign of life. Ends with the stream. */
export async function* events(body: ReadableStream<Uint8Array>): AsyncGenerator<Told | undefined> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      const lines = (text + decoder.decode(value, { stream: true })).split(/\r\n|\r|\n/)
      text = lines.pop()!
      yield undefined
      // Each message of ours has one line of data.
      for (const line of lines) if (line.startsWith('data:')) yield toldBy(line.slice(5))
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function toldBy(data: string): Told | undefined {
  try {
    return told.safeParse(JSON.parse(data)).data
  } catch {
    return undefined
  }
}
