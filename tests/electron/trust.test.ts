import { describe, expect, it } from 'vitest'
import {
  externalUrl,
  isLocalRequest,
  isOwnDownload,
  isPermissionGranted,
  isTrustedSender,
  isWindowUrl,
  openExternal,
} from '../../main/electron/trust.ts'

describe('the window’s own address', () => {
  it.each(['postil://app/', 'postil://app', 'postil://app/index.html#/article/1', 'POSTIL://app/?a=b'])(
    'is %s',
    (url) => {
      expect(isWindowUrl(url)).toBe(true)
    },
  )
  it.each([
    '',
    'postil://app.evil/',
    'postil://evil/app/',
    'postil://app@evil/',
    'postil://user:secret@app/',
    'postil://app:8080/',
    'https://app/',
    'file:///app/',
    'about:blank',
    'blob:postil://app/x',
    'javascript:alert(1)//postil://app/',
  ])('is not “%s”', (url) => {
    expect(isWindowUrl(url)).toBe(false)
  })
})

describe('a sender', () => {
  it('is trusted as the main frame of the window alone', () => {
    expect(isTrustedSender({ url: 'postil://app/', parent: null })).toBe(true)
    expect(isTrustedSender({ url: 'postil://app/', parent: {} })).toBe(false)
    expect(isTrustedSender({ url: 'https://evil.example/', parent: null })).toBe(false)
    expect(isTrustedSender(null)).toBe(false)
  })
})

describe('an external link', () => {
  it.each([
    ['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
    ['HTTP://EXAMPLE.com', 'http://example.com/'],
    ['https://exämple.com/é', 'https://xn--exmple-cua.com/%C3%A9'],
    ['mailto:ada@example.com?subject=hi', 'mailto:ada@example.com?subject=hi'],
  ])('passes: %s', (url, checked) => {
    expect(externalUrl(url)).toBe(checked)
  })
  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://server/share',
    'ms-msdt:/id',
    'vbscript:x',
    'postil://app/',
    'https://bank.example@evil.example/',
    'https://user:secret@example.com/',
    'mailto:',
    'http://',
    ' ',
    'example.com',
    '\\\\server\\share',
  ])('does not pass: “%s”', async (url) => {
    const opened: string[] = []
    const open = async (address: string): Promise<void> => void opened.push(address)
    expect(await openExternal(url, open)).toBe(false)
    expect(opened).toEqual([])
  })
  it('is handed over as it was checked', async () => {
    const opened: string[] = []
    expect(await openExternal('HTTPS://Example.com/%zz', async (url) => void opened.push(url))).toBe(true)
    expect(opened).toEqual(['https://example.com/%zz'])
  })
  it('opens nothing, and throws nothing, where the system has no program for it', async () => {
    const none = () => Promise.reject(new Error('no handler'))
    expect(await openExternal('mailto:ada@example.com', none)).toBe(false)
  })
})

describe('what a window may load', () => {
  it.each(['postil://app/media/a.png', 'blob:postil://app/123', 'data:image/png;base64,AAAA'])('is %s', (url) => {
    expect(isLocalRequest(url, false)).toBe(true)
  })
  it.each([
    'https://tracker.example/pixel.gif',
    'http://127.0.0.1:1/',
    'ws://localhost/',
    'file:///etc/passwd',
    'blob:https://evil.example/1',
    'postil://other/',
    'devtools://devtools/bundled/x.html',
    'ftp://example.com/',
    'no url',
  ])('is not %s', (url) => {
    expect(isLocalRequest(url, false)).toBe(false)
  })
  it('includes the developer tools only where they are offered', () => {
    expect(isLocalRequest('devtools://devtools/bundled/x.html', true)).toBe(true)
    expect(isLocalRequest('https://tracker.example/', true)).toBe(false)
  })
})

describe('permissions and downloads', () => {
  it('grants writing to the clipboard, to the window only', () => {
    expect(isPermissionGranted('clipboard-sanitized-write', 'postil://app/')).toBe(true)
    expect(isPermissionGranted('clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
    for (const permission of ['clipboard-read', 'geolocation', 'media', 'notifications', 'openExternal', 'hid']) {
      expect(isPermissionGranted(permission, 'postil://app/')).toBe(false)
    }
  })
  it('lets only what the window made be saved', () => {
    expect(isOwnDownload('blob:postil://app/5f')).toBe(true)
    expect(isOwnDownload('https://evil.example/setup.exe')).toBe(false)
    expect(isOwnDownload('blob:https://evil.example/5f')).toBe(false)
    expect(isOwnDownload('data:text/plain,x')).toBe(false)
  })
})
