import type { Session, WebContents } from 'electron'

interface Asked {
  readonly url: string
  readonly resourceType: string
}

/** Where the text of a page comes from; it is not looked at, heard or printed, and nothing is embedded in it. */
const NEEDED = new Set(['mainFrame', 'stylesheet', 'script', 'xhr', 'other'])

/** Whether a page that is being built may ask for this. Its address is checked further, by the gate that it goes through. */
export function isNeeded({ url, resourceType }: Asked): boolean {
  return NEEDED.has(resourceType) && /^(?:https?|data|blob):/i.test(url)
}

/** What a browser calls itself, without the names of the app and of what it is built with: sites have pages for browsers. */
export function plainUserAgent(userAgent: string): string {
  return userAgent.replace(/ (?!Mozilla|AppleWebKit|Chrome|Safari)[\w-]+\/[\d.]+(?=\s|$)/g, '')
}

/** Closes all that a session would give to a page. */
export function lockRenderSession(session: Session): void {
  session.setUserAgent(plainUserAgent(session.getUserAgent()))
  session.webRequest.onBeforeRequest((asked, answer) => answer({ cancel: !isNeeded(asked) }))
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event: { preventDefault(): void }) => event.preventDefault())
}

/** Keeps a page in its window and at its address, and lets it keep nobody waiting. Redirects of its server are followed. */
export function lockRenderContents(contents: WebContents): void {
  const stay = (event: { preventDefault(): void }): void => event.preventDefault()
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', stay)
  contents.on('will-attach-webview', stay)
  // Prevented, it is the page's wish to stay that goes unheard.
  contents.on('will-prevent-unload', stay)
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.setAudioMuted(true)
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}
