import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { lockContents, lockSession } from '../../main/electron/locks.ts'
import { windowOptions } from '../../main/electron/window.ts'
import { freshState } from '../../main/electron/windowState.ts'

class FakeSession extends EventEmitter {
  before: any
  request: any
  check: any
  device: any
  webRequest = { onBeforeRequest: (listener: unknown) => (this.before = listener) }
  setPermissionRequestHandler = (handler: unknown) => (this.request = handler)
  setPermissionCheckHandler = (handler: unknown) => (this.check = handler)
  setDevicePermissionHandler = (handler: unknown) => (this.device = handler)
}

function locked() {
  const session = new FakeSession()
  lockSession(session as unknown as Session, false)
  return session
}

describe('the session', () => {
  it('cancels every request off the machine', () => {
    const session = locked()
    const cancelled = (url: string): boolean => {
      let cancel = false
      session.before({ url }, (answer: { cancel: boolean }) => {
        cancel = answer.cancel
      })
      return cancel
    }
    expect(cancelled('postil://app/index.html')).toBe(false)
    expect(cancelled('https://tracker.example/x.gif')).toBe(true)
    expect(cancelled('wss://tracker.example/')).toBe(true)
  })

  it('grants the window’s main frame the clipboard, and nobody anything else', () => {
    const session = locked()
    const asked = (permission: string, url: string, isMainFrame = true): boolean => {
      let granted = true
      const answer = (value: boolean): void => {
        granted = value
      }
      session.request({ getURL: () => url }, permission, answer, { isMainFrame })
      return granted
    }
    expect(asked('clipboard-sanitized-write', 'postil://app/')).toBe(true)
    expect(asked('clipboard-sanitized-write', 'postil://app/', false)).toBe(false)
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
    expect(asked('media', 'postil://app/')).toBe(false)
    expect(session.check(null, 'clipboard-sanitized-write', 'postil://app')).toBe(true)
    expect(session.check(null, 'clipboard-sanitized-write', 'postil://app/')).toBe(true)
    expect(session.check(null, 'geolocation', 'postil://app/')).toBe(false)
    expect(session.device({ deviceType: 'usb' })).toBe(false)
  })

  it('stops every download but the window’s own files', () => {
    const session = locked()
    const stopped = (url: string): boolean => {
      let prevented = false
      const preventDefault = (): void => {
        prevented = true
      }
      session.emit('will-download', { preventDefault }, { getURL: () => url })
      return prevented
    }
    expect(stopped('blob:postil://app/1')).toBe(false)
    expect(stopped('https://evil.example/setup.exe')).toBe(true)
  })
})

describe('a page', () => {
  function page() {
    const contents = new EventEmitter() as EventEmitter & { setWindowOpenHandler(handler: unknown): void; open: any }
    contents.setWindowOpenHandler = (handler) => {
      contents.open = handler
    }
    const opened: string[] = []
    lockContents(contents as unknown as WebContents, (url) => opened.push(url))
    const prevented = (name: string, url: string): boolean => {
      let stopped = false
      const preventDefault = (): void => {
        stopped = true
      }
      contents.emit(name, { url, preventDefault })
      return stopped
    }
    return { contents, opened, prevented }
  }

  it('stays where it is; a link that leads elsewhere is handed on once', () => {
    const { opened, prevented } = page()
    expect(prevented('will-navigate', 'postil://app/#/article/1')).toBe(false)
    expect(prevented('will-navigate', 'https://example.com/')).toBe(true)
    expect(prevented('will-frame-navigate', 'https://example.com/')).toBe(true)
    expect(prevented('will-redirect', 'https://example.com/')).toBe(true)
    expect(prevented('will-attach-webview', '')).toBe(true)
    expect(opened).toEqual(['https://example.com/'])
  })

  it('opens no window', () => {
    const { contents, opened } = page()
    expect(contents.open({ url: 'https://example.com/a' })).toEqual({ action: 'deny' })
    expect(opened).toEqual(['https://example.com/a'])
  })
})

describe('the window', () => {
  it('has a sandbox, a context of its own and no Node', () => {
    const context = { preload: '/p', state: freshState, displays: [], dark: false } as const
    const { webPreferences } = windowOptions({ ...context, platform: 'linux' })
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      // Chromium fetches its dictionaries from the network.
      spellcheck: false,
    })
    expect(windowOptions({ ...context, platform: 'darwin' }).webPreferences?.spellcheck).toBe(true)
  })
})
