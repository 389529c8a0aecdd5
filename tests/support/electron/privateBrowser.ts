import { type Browser, chromium, type Page } from 'playwright-core'
import { chromiumArguments, chromiumEnvironment, ensureChromium } from '../chromium.ts'
import { app, inside } from './app.ts'
import { openPage, wire } from './browser.ts'
import type { Session } from './session.ts'

/** As Electron asks a window when its proxy does; null where nobody answers. */
type AskLogin = (proxy: URL) => { readonly username: string; readonly password: string } | null

const open = new Set<Browser>()

/** What of a window's `webPreferences` changes how its pages are loaded. */
interface Preferences {
  readonly images?: boolean
}

/**
 * A page in a session that is kept in memory: in a browser of its own, which has nothing of the others, goes through the
 * session's proxy, and ends with the page.
 */
export async function openPrivatePage(session: Session, { images }: Preferences, askLogin: AskLogin): Promise<Page> {
  // Whoever made the window listens to it by then.
  await new Promise(setImmediate)
  const { proxyRules, proxyBypassRules } = session.proxy
  const login = proxyRules === undefined ? null : askLogin(new URL(proxyRules))
  const browser = await chromium.launch({
    executablePath: ensureChromium(),
    headless: process.env.POSTIL_HEADED === undefined,
    args: [
      ...chromiumArguments,
      // What Electron sets by the preference of this name.
      ...(images === false ? ['--blink-settings=imagesEnabled=false'] : []),
    ],
    ...(proxyRules !== undefined && {
      proxy: { server: proxyRules, ...(proxyBypassRules !== undefined && { bypass: proxyBypassRules }), ...login },
    }),
    env: chromiumEnvironment,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })
  open.add(browser)
  browser.on('disconnected', () => open.delete(browser))
  // Playwright's router does not see what a service worker asks for; Electron's `webRequest` does.
  const context = await browser.newContext({
    locale: app.getLocale(),
    userAgent: session.getUserAgent(),
    serviceWorkers: 'block',
  })
  await wire(context, session.rules)
  const page = await openPage(context)
  page.on('close', () => void browser.close().catch(() => {}))
  return page
}

const closeFirst = inside.closeBrowser
inside.closeBrowser = async () => {
  await Promise.all([...open].map((browser) => browser.close().catch(() => {})))
  await closeFirst()
}
