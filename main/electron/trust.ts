/** Who may speak to Postil and where a link may lead. Pure, so that every case is tested without Electron. */

export const windowScheme = 'postil'
export const windowOrigin = 'postil://app'
export const windowUrl = `${windowOrigin}/`

function parse(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null
}

/** True for the window's own pages. Compared part by part: `postil://app.evil/` must not pass. */
export function isWindowUrl(url: string): boolean {
  const parsed = parse(url)
  return (
    parsed?.protocol === `${windowScheme}:` && parsed.host === 'app' && parsed.username === '' && parsed.password === ''
  )
}

/** The part of a frame that tells whether it may call: `parent` is null for a window's main frame. */
export interface SenderFrame {
  readonly url: string
  readonly parent: unknown
}

/** Only the main frame of our own window may call; a frame that is gone may not. */
export function isTrustedSender(frame: SenderFrame | null): boolean {
  return frame !== null && frame.parent === null && isWindowUrl(frame.url)
}

const externalProtocols: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:'])

/** The address as it may be handed to the system, or null. `mailto:` must name somebody, the web a host. */
export function externalUrl(url: string): string | null {
  const parsed = parse(url)
  if (!parsed || !externalProtocols.has(parsed.protocol)) return null
  // `https://bank.example@evil.example/` says one thing and does another.
  if (parsed.username !== '' || parsed.password !== '') return null
  if (parsed.protocol === 'mailto:' ? parsed.pathname === '' : parsed.hostname === '') return null
  return parsed.href
}

/** Hands an address to `open` (the system's browser or mail program) if it is one of http, https or mailto. */
export async function openExternal(url: string, open: (url: string) => Promise<void>): Promise<boolean> {
  const checked = externalUrl(url)
  if (checked === null) return false
  try {
    await open(checked)
    return true
  } catch {
    // No browser or mail program is set up: nothing opens, and the reader stays where it is.
    return false
  }
}

/**
 * What a window may load: itself, and what its own scripts made (`blob:`, `data:`). `inspecting` also lets the developer
 * tools load their own pages.
 */
export function isLocalRequest(url: string, inspecting: boolean): boolean {
  const parsed = parse(url)
  if (!parsed) return false
  if (parsed.protocol === 'data:') return true
  if (parsed.protocol === 'blob:') return url.startsWith(`blob:${windowOrigin}/`)
  if (parsed.protocol === 'devtools:' || parsed.protocol === 'chrome-extension:') return inspecting
  return isWindowUrl(url)
}

/** The one permission that copying an export needs, and only for our own window. */
export function isPermissionGranted(permission: string, requester: string): boolean {
  return permission === 'clipboard-sanitized-write' && isWindowUrl(requester)
}

/** Files that the window itself made (an export) may be saved; nothing may be downloaded from elsewhere. */
export function isOwnDownload(url: string): boolean {
  return url.startsWith(`blob:${windowOrigin}/`)
}
