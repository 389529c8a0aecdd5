import { EventEmitter } from 'node:events'
import type { Session, WebContents } from 'electron'
import { describe, expect, it } from 'vitest'
import { isNeeded, lockRenderContents, lockRenderSession, plainUserAgent } from '../../../main/electron/render/locks.ts'
import { renderWindowOptions } from '../../../main/electron/render/window.ts'

describe('a page that is being built', () => {
  it.each([
    ['https://paper.example/', 'mainFrame', true],
    ['https://cdn.example/app.js', 'script', true],
    ['https://paper.example/api', 'xhr', true],
    ['https://paper.example/a.css', 'stylesheet', true],
    ['blob:https://paper.example/1', 'script', true],
    ['https://paper.example/a.png', 'image', false],
    ['https://paper.example/a.woff2', 'font', false],
    ['https://paper.example/a.mp4', 'media', false],
    ['https://ads.example/', 'subFrame', false],
    ['https://tracker.example/', 'ping', false],
    ['https://paper.example/report', 'cspReport', false],
    ['wss://paper.example/live', 'webSocket', false],
    ['https://paper.example/x.pdf', 'object', false],
    ['file:///etc/passwd', 'xhr', false],
    ['postil://app/', 'xhr', false],
    ['ftp://paper.example/', 'mainFrame', false],
    ['chrome://settings/', 'mainFrame', false],
  ])('%s as %s: %s', (url, resourceType, needed) => {
    expect(isNeeded({ url, resourceType })).toBe(needed)
  })

  it('is granted nothing by its session', () => {
    const handlers: Record<string, any> = {}
    const session = Object.assign(new EventEmitter(), {
      webRequest: { onBeforeRequest: (listener: unknown) => (handlers.before = listener) },
      setPermissionRequestHandler: (handler: unknown) => (handlers.request = handler),
      setPermissionCheckHandler: (handler: unknown) => (handlers.check = handler),
      setDevicePermissionHandler: (handler: unknown) => (handlers.device = handler),
      getUserAgent: () => 'Mozilla/5.0 (X11) Postil/0.1.0 Chrome/142.0.0.0 Electron/45.4.1 Safari/537.36',
      setUserAgent: (userAgent: string) => (handlers.userAgent = userAgent),
    })
    lockRenderSession(session as unknown as Session)
    const answers: unknown[] = []
    const hear = (answer: unknown) => answers.push(answer)
    handlers.before({ url: 'https://x.example/a.png', resourceType: 'image' }, hear)
    handlers.before({ url: 'https://x.example/', resourceType: 'mainFrame' }, hear)
    for (const permission of ['media', 'openExternal', 'fullscreen', 'clipboard-sanitized-write']) {
      handlers.request({}, permission, hear, {})
    }
    expect(answers).toEqual([{ cancel: true }, { cancel: false }, false, false, false, false])
    expect(handlers.userAgent).toBe('Mozilla/5.0 (X11) Chrome/142.0.0.0 Safari/537.36')
    expect(handlers.check(null, 'notifications', 'https://x.example')).toBe(false)
    expect(handlers.device({})).toBe(false)
    let prevented = false
    session.emit('will-download', { preventDefault: () => (prevented = true) })
    expect(prevented).toBe(true)
  })

  it.each([
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) postil/0.1.0 Chrome/142.0.0.0 Electron/45.4.1 Safari/537.36',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  ])('calls itself what its browser is called: %s', (userAgent) => {
    expect(plainUserAgent(userAgent)).toBe(
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    )
  })

  it('stays where it is, opens nothing, and cannot keep its window', () => {
    const told: unknown[][] = []
    let opener: any
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: unknown) => (opener = handler),
      setAudioMuted: (muted: boolean) => told.push(['muted', muted]),
      setWebRTCIPHandlingPolicy: (policy: string) => told.push(['rtc', policy]),
    })
    lockRenderContents(contents as unknown as WebContents)
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-attach-webview', 'will-prevent-unload']) {
      let prevented = false
      contents.emit(name, { url: 'https://x.example/', preventDefault: () => (prevented = true) })
      expect(prevented, name).toBe(true)
    }
    expect(contents.listenerCount('will-redirect')).toBe(0)
    expect(opener({ url: 'https://x.example/' })).toEqual({ action: 'deny' })
    expect(told).toEqual([
      ['muted', true],
      ['rtc', 'disable_non_proxied_udp'],
    ])
  })

  it('has a window that nobody sees, without a preload', () => {
    const session = {} as Session
    const { webPreferences, ...window } = renderWindowOptions(session)
    expect(window).toMatchObject({ show: false, focusable: false, skipTaskbar: true })
    expect(webPreferences).toMatchObject({
      session,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      images: false,
      disableDialogs: true,
      backgroundThrottling: false,
    })
    expect(webPreferences).not.toHaveProperty('preload')
  })
})
