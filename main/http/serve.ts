import { randomBytes } from 'node:crypto'
import { createAdaptorServer } from '@hono/node-server'
import { PostilError } from '../core/result.ts'
import { type AppOptions, createApp } from './app.ts'

export interface ServeOptions extends Pick<AppOptions, 'reader' | 'readMedia' | 'windowDir'> {
  /** 0 (the default) takes a free one. */
  readonly port?: number
  /** Loopback unless somebody says otherwise. */
  readonly host?: string
  /** 256 random bits unless given. */
  readonly token?: string
  readonly maxBody?: number
}

export interface Served {
  /** `http://127.0.0.1:4242`, without a slash at the end. */
  readonly url: string
  readonly host: string
  readonly port: number
  readonly token: string
  /** Ends every connection, event streams included. */
  close(): Promise<void>
}

/** A file of 25 MB in base64 and an export of a large library fit. */
const MAX_BODY = 256_000_000

/** Serves the API and the window over HTTP. Throws `portTaken`. */
export async function serveHttp(options: ServeOptions): Promise<Served> {
  const { host = '127.0.0.1', port = 0, token = randomBytes(32).toString('base64url'), maxBody = MAX_BODY } = options
  let listening = { host, port }
  const app = createApp({ ...options, token, maxBody, listening: () => listening })
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (thrown: NodeJS.ErrnoException) => {
      const reason = thrown.code ?? thrown.message
      reject(new PostilError('portTaken', { host, port, reason }, { cause: thrown }))
    })
    server.listen(port, host, resolve)
  })
  const address = server.address()
  if (address !== null && typeof address === 'object') listening = { host, port: address.port }
  const shown = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host
  return {
    url: `http://${shown}:${listening.port}`,
    host,
    port: listening.port,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        if ('closeAllConnections' in server) server.closeAllConnections()
      }),
  }
}
