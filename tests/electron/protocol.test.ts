import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mediaPolicy, windowPolicy } from '../../main/core/policy.ts'
import { PostilError } from '../../main/core/result.ts'
import { serveWindow } from '../../main/electron/protocol.ts'

let home: string
const name = `${'a1'.repeat(32)}.svg`

const get = (url: string, init: RequestInit = {}): Promise<Response> =>
  serveWindow(new Request(url, init), {
    windowDir: join(home, 'window'),
    readMedia: async (asked) => {
      if (asked !== name) throw new PostilError('mediaNotFound', { name: asked })
      return { bytes: new TextEncoder().encode('<svg/>'), mime: 'image/svg+xml' }
    },
  })

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postil-'))
  await mkdir(join(home, 'window/assets'), { recursive: true })
  await writeFile(join(home, 'window/index.html'), '<!doctype html><title>Postil</title>')
  await writeFile(join(home, 'window/assets/main-1.js'), 'export {}')
  await writeFile(join(home, 'window/notes.secret'), 'secret')
  await writeFile(join(home, 'outside.js'), 'secret')
  await mkdir(join(home, 'window-next'))
  await writeFile(join(home, 'window-next/a.js'), 'secret')
})
afterEach(() => rm(home, { recursive: true, force: true }))

describe('postil://app/', () => {
  it('serves the window under its policy', async () => {
    for (const url of ['postil://app/', 'postil://app/index.html', 'postil://app/#/article/1']) {
      const answer = await get(url)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(answer.headers.get('content-security-policy')).toBe(windowPolicy)
      expect(await answer.text()).toContain('<title>Postil</title>')
    }
    const script = await get('postil://app/assets/main-1.js')
    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
    expect(script.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('has a policy without eval, remote origins or frames', () => {
    expect(windowPolicy).toContain("default-src 'none'")
    expect(windowPolicy).toContain("script-src 'self';")
    expect(windowPolicy).not.toMatch(/unsafe-eval|https?:|\*|frame-src|object-src/)
  })

  it('serves a picture of the library, which stays a picture', async () => {
    const answer = await get(`postil://app/media/${name}`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('content-security-policy')).toBe(mediaPolicy)
    expect(answer.headers.get('cache-control')).toContain('immutable')
    expect(await answer.text()).toBe('<svg/>')
  })

  it.each([
    'postil://app/../outside.js',
    'postil://app/%2e%2e/outside.js',
    'postil://app/%2e%2e%2foutside.js',
    'postil://app/assets/..%2f..%2foutside.js',
    'postil://app/..%5coutside.js',
    'postil://app//../outside.js',
    'postil://app/%2e%2e/window-next/a.js',
    'postil://app/assets/%00.js',
    'postil://app/%zz.js',
    'postil://app/notes.secret',
    'postil://app/assets/',
    'postil://app/missing.js',
    'postil://app/media/',
    `postil://app/media/${'b'.repeat(64)}.png`,
    `postil://app/media/..%2f${name}`,
    `postil://app/media/${name}/../../../outside.js`,
    'postil://other/index.html',
    'postil://app.evil/index.html',
  ])('answers 404 to %s', async (url) => {
    const answer = await get(url)
    expect(answer.status).toBe(404)
    expect(await answer.text()).toBe('')
  })

  it('only hands out', async () => {
    expect((await get('postil://app/', { method: 'POST', body: 'x' })).status).toBe(405)
    expect((await get('postil://app/', { method: 'HEAD' })).status).toBe(200)
  })
})
