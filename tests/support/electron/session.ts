import { EventEmitter } from 'node:events'
import { inside } from './app.ts'
import { strict } from './strict.ts'

type Answer = { cancel?: boolean }
type BeforeRequest = (
  details: { url: string; method: string; resourceType: string },
  answer: (a: Answer) => void,
) => void
type RequestHandler = (
  contents: { getURL(): string },
  permission: string,
  answer: (granted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string },
) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean

/** What was registered; read by the router. */
export const registered = {
  schemes: new Map<string, object>(),
  handlers: new Map<string, (request: Request) => Response | Promise<Response>>(),
  beforeRequest: null as BeforeRequest | null,
  permissionRequest: null as RequestHandler | null,
  permissionCheck: null as CheckHandler | null,
}

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: object }[]): void {
    if (inside.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) registered.schemes.set(scheme, privileges)
  },
  handle(scheme: string, handler: (request: Request) => Response | Promise<Response>): void {
    if (registered.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`)
    registered.handlers.set(scheme, handler)
  },
})

class Session extends EventEmitter {
  readonly protocol = protocol
  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest(listener: BeforeRequest): void {
      registered.beforeRequest = listener
    },
  })
  setPermissionRequestHandler(handler: RequestHandler): void {
    registered.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    registered.permissionCheck = handler
  }
  setDevicePermissionHandler(_handler: unknown): void {}
}

export const defaultSession = strict('session', new Session())
export const session = strict('session', { defaultSession })

/** Whether a request may go out, by the rule that the app registered. Without a rule, Electron lets everything through. */
export function isAllowed(details: { url: string; method: string; resourceType: string }): Promise<boolean> {
  const listener = registered.beforeRequest
  if (!listener) return Promise.resolve(true)
  return new Promise((resolve) => listener(details, ({ cancel }) => resolve(!cancel)))
}
