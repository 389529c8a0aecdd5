import type { DownloadItem, Session, WebContents } from 'electron'
import { isLocalRequest, isOwnDownload, isPermissionGranted, isWindowUrl } from './trust.ts'

/** Closes what a session would allow by itself: requests off the machine, permissions, devices, foreign downloads. */
export function lockSession(session: Session, inspecting: boolean): void {
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocalRequest(url, inspecting) }))
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    answer(details.isMainFrame && isPermissionGranted(permission, contents.getURL()))
  })
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermissionGranted(permission, `${origin}/`))
  session.setDevicePermissionHandler(() => false)
  session.on('will-download', (event: { preventDefault(): void }, item: DownloadItem) => {
    // An item without a path asks where to save: that is the dialog of an export.
    if (!isOwnDownload(item.getURL())) event.preventDefault()
  })
}

/**
 * Keeps a page where it is: no other page in its window, no new window, no embedded view. An address that was asked for
 * goes to `open`, which checks it and hands it to the system.
 */
export function lockContents(contents: WebContents, open: (url: string) => void): void {
  const stay = (event: { preventDefault(): void; readonly url: string }): void => {
    if (isWindowUrl(event.url)) return
    event.preventDefault()
    open(event.url)
  }
  contents.on('will-navigate', stay)
  contents.on('will-frame-navigate', (event) => {
    if (!isWindowUrl(event.url)) event.preventDefault()
  })
  // A redirect is nobody's click: it is stopped and goes nowhere.
  contents.on('will-redirect', (event) => {
    if (!isWindowUrl(event.url)) event.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    open(url)
    return { action: 'deny' }
  })
}
