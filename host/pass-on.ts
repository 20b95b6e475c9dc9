import type { IncomingMessage, ServerResponse } from 'node:http'
import { request } from 'node:http'

/** Hands a request of the page on to the add-in's own service at another address, as that address expects it. 502 when nobody is there. */
export function passOn(service: string): (request: IncomingMessage, response: ServerResponse) => void {
  return (asked, response) => {
    const { host } = new URL(service)
    const onward = request(new URL(asked.url!, service), { method: asked.method, headers: { ...asked.headers, host } }, answer => {
      response.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(response)
      // An answer that breaks off must break off for the page too, or it would wait for the rest.
      answer.once('error', () => response.destroy())
    })
    onward.once('error', () => {
      if (response.headersSent) response.destroy()
      else response.writeHead(502).end()
    })
    // A page that goes away ends what it asked for: streams would stay open else.
    response.once('close', () => onward.destroy())
    asked.pipe(onward)
  }
}
