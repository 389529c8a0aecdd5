import { timingSafeEqual } from 'node:crypto'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { assertLiteralAllowed, guardedLookup, type Resolve } from '../fetch/policy.ts'

/** Belong to one connection each and are not passed on (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

/** The name that goes with the password; it tells nobody apart. */
export const GATE_USER = 'postil'
const ASK_FOR_PASSWORD = 'Basic realm="Postil"'

interface GateOptions {
  /** Without it nobody comes through: every program of this machine can reach the gate. */
  readonly password: string
  readonly resolve: Resolve
  /** The `host:port` that a person typed and that may therefore be private; null where nobody did. */
  readonly typedHost: string | null
  /** That come through the gate in all; then it is shut. */
  readonly maxBytes: number
}

export interface Gate {
  /** As a browser's proxy. */
  readonly url: string
  close(): Promise<void>
}

/**
 * An HTTP proxy on the loopback interface that holds a browser to the addresses that fetching may contact: names are
 * resolved here, by the connection's own lookup, so that none can change its address between a check and its use.
 * Encrypted connections pass through it unread (CONNECT, RFC 9110, 9.3.6).
 */
export async function openGate({ password, resolve, typedHost, maxBytes }: GateOptions): Promise<Gate> {
  const sockets = new Set<Duplex>()
  const agents = { strict: new Agent(), lenient: new Agent() }
  let left = maxBytes

  /** How a target may be reached; throws `addressBlocked`. */
  const route = (target: URL) => {
    const allowPrivate = typedHost !== null && target.host === typedHost
    assertLiteralAllowed(target, allowPrivate)
    return {
      agent: allowPrivate ? agents.lenient : agents.strict,
      lookup: guardedLookup(resolve, allowPrivate),
      host: target.hostname.replace(/^\[|\]$/g, ''),
    }
  }

  const expected = Buffer.from(`Basic ${Buffer.from(`${GATE_USER}:${password}`).toString('base64')}`)
  const mayPass = ({ headers }: IncomingMessage): boolean => {
    const given = Buffer.from(headers['proxy-authorization'] ?? '')
    return given.length === expected.length && timingSafeEqual(given, expected)
  }

  const count = (chunk: Uint8Array): void => {
    left -= chunk.byteLength
    if (left < 0) cut()
  }
  const watch = <T extends Duplex>(socket: T): T => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    return socket
  }
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
    agents.strict.destroy()
    agents.lenient.destroy()
  }

  const server = createServer((incoming, answer) => pass(incoming, answer))
  server.on('connection', (socket: Socket) => {
    watch(socket)
    if (left < 0) socket.destroy()
  })
  server.on('connect', (incoming, socket, head) => tunnel(incoming, watch(socket), head))
  server.on('clientError', (_error, socket) => socket.destroy())

  /** A plain request: the browser asks for a whole address, as one asks a proxy. */
  function pass(incoming: IncomingMessage, answer: ServerResponse): void {
    const refuse = (status: number): void => {
      if (answer.headersSent) answer.destroy()
      else answer.writeHead(status).end()
    }
    if (!mayPass(incoming)) {
      answer.writeHead(407, { 'proxy-authenticate': ASK_FOR_PASSWORD }).end()
      return
    }
    const target = URL.parse(incoming.url ?? '')
    if (target?.protocol !== 'http:') {
      refuse(400)
      return
    }
    try {
      const { agent, lookup, host } = route(target)
      const { port, pathname, search } = target
      const { method = 'GET' } = incoming
      const path = `${pathname}${search}`
      const headers = withoutHops(incoming)
      const outgoing = request({ host, port: port || 80, path, method, headers, setHost: false, agent, lookup })
      outgoing.on('response', (response) => {
        answer.writeHead(response.statusCode ?? 502, withoutHops(response))
        response.on('data', count)
        response.on('error', () => refuse(502))
        response.pipe(answer)
      })
      outgoing.on('error', () => refuse(502))
      answer.on('close', () => outgoing.destroy())
      incoming.pipe(outgoing)
    } catch {
      refuse(403)
    }
  }

  function tunnel(incoming: IncomingMessage, socket: Duplex, head: Buffer): void {
    if (!mayPass(incoming)) {
      const head = ['HTTP/1.1 407 Proxy Authentication Required', `Proxy-Authenticate: ${ASK_FOR_PASSWORD}`]
      socket.end(`${[...head, 'Content-Length: 0', 'Connection: close'].join('\r\n')}\r\n\r\n`)
      return
    }
    const target = URL.parse(`https://${incoming.url ?? ''}`)
    try {
      if (target?.pathname !== '/') throw new Error('not an authority')
      const { lookup, host } = route(target)
      const outgoing = watch(connect({ host, port: Number(target.port || 443), lookup }))
      outgoing.on('connect', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        if (head.byteLength > 0) outgoing.write(head)
        outgoing.on('data', count)
        outgoing.pipe(socket)
        socket.pipe(outgoing)
      })
      outgoing.on('error', () => socket.destroy())
      socket.on('close', () => outgoing.destroy())
    } catch {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    }
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed)
    server.listen(0, '127.0.0.1', listening)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        cut()
      }),
  }
}

function withoutHops({ headers }: IncomingMessage): Record<string, string | string[]> {
  const kept: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name)) kept[name] = value
  }
  return kept
}
