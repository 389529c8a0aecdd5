import { EventEmitter } from 'node:events'
import { inside } from './app.ts'
import { strict } from './strict.ts'

type Answer = { cancel?: boolean }
interface Details {
  url: string
  method: string
  resourceType: string
}
type BeforeRequest = (details: Details, answer: (a: Answer) => void) => void
type RequestHandler = (
  contents: { getURL(): string },
  permission: string,
  answer: (granted: boolean) => void,
  details: { isMainFrame: boolean; requestingUrl: string },
) => void
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean
type SchemeHandler = (request: Request) => Response | Promise<Response>

/** What an app registered with a session; read by the router. */
export class Rules {
  handlers = new Map<string, SchemeHandler>()
  beforeRequest: BeforeRequest | null = null
  permissionRequest: RequestHandler | null = null
  permissionCheck: CheckHandler | null = null

  /** Whether a request may go out. Without a rule, Electron lets everything through. */
  isAllowed(details: Details): Promise<boolean> {
    const listener = this.beforeRequest
    if (!listener) return Promise.resolve(true)
    return new Promise((resolve) => listener(details, ({ cancel }) => resolve(!cancel)))
  }
  /** Without a handler Electron grants everything. */
  grants(permission: string, url: string): boolean {
    let granted = true
    const details = { isMainFrame: true, requestingUrl: url }
    this.permissionRequest?.({ getURL: () => url }, permission, (answer) => (granted = answer), details)
    return granted
  }
}

/** Those of the default session. */
export const registered = Object.assign(new Rules(), { schemes: new Map<string, object>() })

export const protocol = strict('protocol', {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: object }[]): void {
    if (inside.ready) throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready')
    for (const { scheme, privileges } of schemes) registered.schemes.set(scheme, privileges)
  },
  handle(scheme: string, handler: SchemeHandler): void {
    if (registered.handlers.has(scheme)) throw new Error(`The scheme ${scheme} is already handled`)
    registered.handlers.set(scheme, handler)
  },
})

interface Proxy {
  mode?: string
  proxyRules?: string
  proxyBypassRules?: string
}

export class Session extends EventEmitter {
  readonly rules: Rules
  proxy: Proxy = {}
  userAgent =
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Postil/0.0.0 Chrome/142.0.0.0 Electron/45.0.0 Safari/537.36'

  constructor(rules: Rules) {
    super()
    this.rules = rules
  }
  readonly protocol = protocol
  readonly webRequest = strict('session.webRequest', {
    onBeforeRequest: (listener: BeforeRequest): void => {
      this.rules.beforeRequest = listener
    },
  })
  setPermissionRequestHandler(handler: RequestHandler): void {
    this.rules.permissionRequest = handler
  }
  setPermissionCheckHandler(handler: CheckHandler): void {
    this.rules.permissionCheck = handler
  }
  setDevicePermissionHandler(_handler: unknown): void {}
  getUserAgent(): string {
    return this.userAgent
  }
  setUserAgent(userAgent: string): void {
    this.userAgent = userAgent
  }
  async setProxy(proxy: Proxy): Promise<void> {
    this.proxy = proxy
  }
  // A session besides the default one has a browser of its own for each of its windows, which ends with the window: there
  // is nothing left to forget.
  async closeAllConnections(): Promise<void> {}
  async clearStorageData(): Promise<void> {}
  async clearCache(): Promise<void> {}
  async clearAuthCache(): Promise<void> {}
}

export const defaultSession = strict('session', new Session(registered))
const partitions = new Map<string, Session>()

export const session = strict('session', {
  defaultSession,
  fromPartition(partition: string): Session {
    if (!inside.ready) throw new Error('Session can only be received when app is ready')
    if (partition.startsWith('persist:')) throw new Error('The stand-in for Electron has no persistent partitions.')
    const known = partitions.get(partition)
    if (known) return known
    const made = strict('session', new Session(new Rules()))
    // Only the default session is given the app's own scheme.
    Object.defineProperty(made, 'protocol', { value: strict('session.protocol', {}) })
    partitions.set(partition, made)
    return made
  },
})
