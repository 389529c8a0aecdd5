import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'

export interface TestServer {
  readonly url: string
  readonly host: string
  readonly requests: IncomingMessage[]
  close(): Promise<void>
}

export type Routes = Readonly<Record<string, (response: ServerResponse, request: IncomingMessage) => void>>

/** A site on the loopback interface; a path that has no route is 404. */
export function serve(routes: Routes): Promise<TestServer> {
  const requests: IncomingMessage[] = []
  const listener: RequestListener = (request, response) => {
    requests.push(request)
    const route = routes[URL.parse(request.url ?? '', 'http://x/')?.pathname ?? '']
    if (route) route(response, request)
    else response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>Not here</h1>')
  }
  const server: Server = createServer(listener)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address ? address.port : 0
      resolve({
        url: `http://127.0.0.1:${port}`,
        host: `127.0.0.1:${port}`,
        requests,
        close: () =>
          new Promise((closed) => {
            server.closeAllConnections()
            server.close(() => closed())
          }),
      })
    })
  })
}

export function html(
  body: string | Uint8Array,
  type = 'text/html; charset=utf-8',
  headers: Record<string, string> = {},
) {
  return (response: ServerResponse) => {
    response.writeHead(200, { 'content-type': type, ...headers }).end(body)
  }
}

export function redirect(location: string, status = 302) {
  return (response: ServerResponse) => {
    response.writeHead(status, { location }).end()
  }
}

export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4//8/w38GIAXDIBKE0DHxgljNBAAO9TXL0Y4OHwAAAABJRU5ErkJggg==',
  'base64',
)

export const PARAGRAPH =
  'The lighthouse keeper kept two logbooks, one for the weather and one for himself, and he was careful, almost always, to write the truth in both of them.'

export function article(inner = '', title = 'Two logbooks'): string {
  const paragraphs = `<p>${PARAGRAPH}</p>`.repeat(6)
  return `<!doctype html><html lang="en"><head><title>${title}</title></head><body><article><h1>${title}</h1>${paragraphs}${inner}</article></body></html>`
}
