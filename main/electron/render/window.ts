import type { BrowserWindowConstructorOptions, Session } from 'electron'
import { confined } from '../window.ts'

/** A window that is never shown, as large as a desk's, so that a page builds what it builds for one. */
export function renderWindowOptions(session: Session): BrowserWindowConstructorOptions {
  return {
    show: false,
    width: 1280,
    height: 1000,
    frame: false,
    focusable: false,
    skipTaskbar: true,
    webPreferences: {
      ...confined,
      session,
      spellcheck: false,
      disableDialogs: true,
      // Not loaded, and not failed either: a page takes pictures out that fail. Capture fetches those of the article.
      images: false,
      webgl: false,
      autoplayPolicy: 'document-user-activation-required',
      // Nobody looks at it, and it is waited for.
      backgroundThrottling: false,
    },
  }
}
