import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isMethodName, type MethodName, methodNames, type ReaderApi } from '../core/contract.ts'
import { mediaHeaders, windowHeaders } from '../core/policy.ts'
import { fail, ok, type Result, toErrorData } from '../core/result.ts'
import {
  bearerToken,
  createTickets,
  isOwnHost,
  isOwnOrigin,
  sameSecret,
  sessionCookie,
  sessionSecret,
} from './access.ts'
import { readBody } from './body.ts'
import { eventStream } from './events.ts'
import { readStatic } from './files.ts'

export interface AppOptions {
  readonly reader: ReaderApi
  /** Throws `mediaNotFound`. */
  readonly readMedia: (name: string) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>
  /** The built window. */
  readonly windowDir: string
  readonly token: string
  /** The host that is listened on; the port is known once it is. */
  readonly listening: () => { readonly host: string; readonly port: number }
  /** In bytes. */
  readonly maxBody: number
}

/** Binds every method of the contract to `POST /api/<method>`, with bodies of at most `maxBody` bytes. */
function bindHttp(app: Hono, reader: ReaderApi, maxBody: number): void {
  const bind = (method: MethodName): void => {
    // The reader parses what it is given by the contract's schema; until then its type is unknown.
    const call: (params: never) => Promise<Result<unknown>> = reader[method]
    app.post(`/api/${method}`, async (c) => {
      const body = await readBody(c.req.raw, maxBody)
      if (body === null) {
        const reason = `it is larger than ${Math.floor(maxBody / 1_000_000)} MB`
        return c.json(fail('paramsInvalid', { method, reason }), 413)
      }
      let params: unknown
      try {
        params = body.trim() === '' ? {} : JSON.parse(body)
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown)
        return c.json(fail('paramsInvalid', { method, reason }), 400)
      }
      const result = await call(params as never)
      return c.json(result, !result.ok && result.error.code === 'paramsInvalid' ? 400 : 200)
    })
  }
  for (const method of methodNames) bind(method)
}

/**
 * The loopback host's answers. What a method answers comes with status 200 whether it went well or not, since the
 * Result tells; other statuses are of the transport: 400 for parameters that cannot be used, 401, 403, 404, 413, 500.
 */
export function createApp({ reader, readMedia, windowDir, token, listening, maxBody }: AppOptions): Hono {
  const app = new Hono()
  const session = sessionSecret(token)
  const tickets = createTickets()

  app.onError((thrown, c) => c.json({ ok: false, error: toErrorData(thrown) }, 500))

  app.use('*', async (c, next) => {
    const host = c.req.header('host') ?? ''
    const origin = c.req.header('origin')
    if (!isOwnHost(host, listening())) return c.json(fail('originRefused', { origin: host }), 403)
    if (!isOwnOrigin(origin, host)) return c.json(fail('originRefused', { origin: origin ?? '' }), 403)
    for (const [name, value] of Object.entries(windowHeaders)) c.header(name, value)
    return next()
  })

  for (const guarded of ['/api/*', '/media/*']) {
    app.use(guarded, async (c, next) => {
      const bearer = bearerToken(c.req.header('authorization'))
      const cookie = getCookie(c, sessionCookie(listening().port))
      const known = bearer === null ? cookie !== undefined && sameSecret(cookie, session) : sameSecret(bearer, token)
      const invited = c.req.path === '/api/session' && bearer !== null && tickets.redeem(bearer)
      if (!known && !invited) return c.json(fail('unauthorized'), 401)
      c.header('Cache-Control', 'no-store')
      return next()
    })
  }

  app.post('/api/ticket', (c) => c.json(ok({ ticket: tickets.issue() })))
  app.post('/api/session', (c) => {
    setCookie(c, sessionCookie(listening().port), session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return c.json(ok({ opened: true }))
  })
  app.get('/api/events', (c) =>
    c.body(eventStream(reader), 200, { 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' }),
  )
  bindHttp(app, reader, maxBody)
  app.all('/api/*', (c) => {
    const method = c.req.path.slice('/api/'.length)
    if (isMethodName(method)) return c.json(fail('paramsInvalid', { method, reason: 'it is called with POST' }), 405)
    return c.json(fail('methodUnknown', { method }), 404)
  })

  app.get('/media/:name', async (c) => {
    const name = c.req.param('name')
    try {
      const { bytes, mime } = await readMedia(name)
      return c.body(new Uint8Array(bytes), 200, { ...mediaHeaders, 'Content-Type': mime })
    } catch (thrown) {
      const error = toErrorData(thrown)
      return c.json({ ok: false, error }, error.code === 'mediaNotFound' ? 404 : 500)
    }
  })

  app.get('*', async (c) => {
    const file = await readStatic(windowDir, c.req.path)
    if (file) {
      const keep = file.immutable ? 'public, max-age=31536000, immutable' : 'no-cache'
      return c.body(file.bytes, 200, { 'Content-Type': file.type, 'Cache-Control': keep })
    }
    const missing = c.req.path === '/' ? 'The window has not been built yet. Run: npm run build\n' : 'Not found\n'
    return c.text(missing, 404)
  })
  return app
}
