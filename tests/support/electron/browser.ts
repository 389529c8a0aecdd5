import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type BrowserContext, chromium, type Page, type Request as PageRequest, type Route } from 'playwright-core'
import { chromiumArguments, chromiumEnvironment, ensureChromium } from '../chromium.ts'
import { app, inside, userData } from './app.ts'
import { onOrder, report } from './control.ts'
import { type Rules, registered } from './session.ts'

/**
 * The app's scheme, as Chromium can open it. The host ends in a name that never resolves, so nothing could be fetched from
 * it even if a request escaped the router.
 */
export function toPage(url: string): string {
  const parsed = new URL(url)
  const scheme = parsed.protocol.slice(0, -1)
  if (!registered.handlers.has(scheme)) return url
  return `https://${parsed.host}.${scheme}.invalid${parsed.pathname}${parsed.search}${parsed.hash}`
}

export function fromPage(url: string): string {
  const match = /^(blob:)?https:\/\/([^/.]+)\.([^/.]+)\.invalid(\/.*)?$/s.exec(url)
  if (!match) return url
  const [, blob = '', host, scheme, rest = '/'] = match
  return `${blob}${scheme}://${host}${rest}`
}

/** What a window tells the router of itself. */
export interface RoutedWindow {
  /** False stops the navigation. */
  mayNavigate(url: string): boolean
  /** What to do with a new window: `deny` or `allow`. */
  openWindow(url: string): string
}

export const windows = new Map<Page, RoutedWindow>()
let context: BrowserContext | null = null
let spare: Page | null = null
const expected = new Set<Page>()

export async function newPage(): Promise<Page> {
  if (!context) throw new Error('Cannot create BrowserWindow before app is ready')
  if (spare) {
    const page = spare
    spare = null
    return page
  }
  return openPage(context)
}

/** One that no page asked for. */
export async function openPage(context: BrowserContext): Promise<Page> {
  const opening = context.waitForEvent('page')
  const [page] = await Promise.all([context.newPage(), opening.then((page) => expected.add(page))])
  return page
}

function pageOf(request: PageRequest): Page | null {
  try {
    return request.frame().page()
  } catch {
    return null
  }
}

/** As Electron's `webRequest` calls what Playwright has another name for. */
function resourceType(request: PageRequest, page: Page | null): string {
  const type = request.resourceType()
  if (type === 'document') return page?.mainFrame() === request.frame() ? 'mainFrame' : 'subFrame'
  const names: Record<string, string> = {
    fetch: 'xhr',
    eventsource: 'xhr',
    websocket: 'webSocket',
    cspreport: 'cspReport',
    texttrack: 'media',
    manifest: 'other',
  }
  return names[type] ?? type
}

async function route(route: Route, request: PageRequest, context: BrowserContext, rules: Rules): Promise<void> {
  const url = fromPage(request.url())
  const scheme = new URL(url).protocol.slice(0, -1)
  const handler = rules.handlers.get(scheme)
  const page = pageOf(request)
  const window = page ? windows.get(page) : undefined

  if (request.isNavigationRequest()) {
    if (!window) return popup(context, page, url, () => route.abort('aborted'))
    if (page?.mainFrame() === request.frame() && !window.mayNavigate(url)) {
      report({ type: 'navigation', url, prevented: true })
      return route.abort('aborted')
    }
  }
  const allowed = await rules.isAllowed({ url, method: request.method(), resourceType: resourceType(request, page) })
  report({ type: 'request', url, own: handler !== undefined, cancelled: !allowed, hidden: rules !== registered })
  if (!allowed) return route.abort('blockedbyclient')
  if (!handler) return route.continue()

  const response = await handler(new Request(url, { method: request.method(), headers: request.headers() }))
  await route.fulfill({
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: Buffer.from(await response.arrayBuffer()),
  })
}

const answered = new WeakSet<Page>()

/** A window that a page asked for: the app's rule is asked once, and nothing is loaded in it. */
async function popup(
  context: BrowserContext,
  page: Page | null,
  url: string,
  stop: () => Promise<void> = async () => {},
): Promise<void> {
  await stop()
  if (page && answered.has(page)) return
  if (page) answered.add(page)
  const opener = [...windows].find(([window]) => window.context() === context)?.[1]
  const action = opener?.openWindow(url) ?? 'deny'
  report({ type: 'popup', url, action })
  await page?.close()
}

/** Holds the pages of a context to what the app registered with their session. */
export async function wire(context: BrowserContext, rules: Rules): Promise<void> {
  await context.route('**/*', (asked, request) => route(asked, request, context, rules).catch(() => {}))
  await context.routeWebSocket(/.*/, async (socket) => {
    const url = socket.url()
    const allowed = await rules.isAllowed({ url, method: 'GET', resourceType: 'webSocket' })
    report({ type: 'request', url, own: false, cancelled: !allowed, hidden: rules !== registered })
    if (allowed) socket.connectToServer()
    else await socket.close()
  })
  context.on('page', async (page) => {
    await new Promise((resolve) => setTimeout(resolve, 100))
    if (expected.has(page) || windows.has(page) || page.isClosed()) return
    // One that loads something is answered by the router; this one may never (about:blank, mailto:, blob:).
    await popup(context, page, fromPage(page.url())).catch(() => {})
  })
}

/** Electron asks the app at the moment of use; Chromium is told beforehand what the app would answer. */
const permissions = {
  'clipboard-sanitized-write': 'clipboard-write',
  'clipboard-read': 'clipboard-read',
  geolocation: 'geolocation',
  notifications: 'notifications',
} as const

/** Before a page of this address is opened in a window. */
export async function openedOrigin(context: BrowserContext, rules: Rules, address: string): Promise<void> {
  const { origin } = new URL(toPage(address))
  const url = fromPage(origin)
  for (const [name, chromiumName] of Object.entries(permissions)) {
    const checked = rules.permissionCheck?.(null, name, url, {}) ?? true
    const granted = checked && rules.grants(name, url)
    report({ type: 'permission', permission: name, granted })
    if (granted) await context.grantPermissions([chromiumName], { origin })
  }
}

function debuggingPort(profile: string): number {
  return Number(readFileSync(join(profile, 'DevToolsActivePort'), 'utf8').split('\n')[0])
}

inside.launch = async () => {
  const profile = join(userData, 'chromium')
  rmSync(join(profile, 'DevToolsActivePort'), { force: true })
  context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureChromium(),
    headless: process.env.POSTIL_HEADED === undefined,
    args: [...chromiumArguments, '--remote-debugging-port=0'],
    env: chromiumEnvironment,
    viewport: null,
    locale: app.getLocale(),
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  spare = context.pages()[0] ?? null
  await wire(context, registered)
  report({ type: 'ready', debuggingPort: debuggingPort(profile) })
}

inside.closeBrowser = async () => {
  await context?.close().catch(() => {})
}

onOrder('permission', ({ permission }) => {
  const [page] = windows.keys()
  const granted = registered.grants(permission, fromPage(page?.url() ?? ''))
  report({ type: 'permission', permission, granted })
})
