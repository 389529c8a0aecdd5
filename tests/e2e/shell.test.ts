import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Report } from '../support/electron/control.ts'
import { startSite } from '../support/site.ts'
import { type ShellOptions, type StandIn, startStandIn } from '../support/standIn.ts'
import { pasteText } from '../support/window.ts'

/** What the shell does around the window, seen from outside: the built bundle on the stand-in, which tells what was asked of it. */

const root = resolve(import.meta.dirname, '../..')
let home: string
let running: StandIn[]

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postil-shell-'))
  running = []
})
afterEach(async () => {
  await Promise.all(running.map((one) => one.kill('SIGKILL')))
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

function start(options: Partial<ShellOptions> = {}): StandIn {
  const standIn = startStandIn({ libraryPath: join(home, 'library'), userData: join(home, 'user'), ...options })
  running.push(standIn)
  return standIn
}

function all<T extends Report['type']>(standIn: StandIn, type: T): Extract<Report, { type: T }>[] {
  return standIn.reports.filter((report): report is Extract<Report, { type: T }> => report.type === type)
}

const call = (page: Page, method: string, params: object = {}): Promise<any> =>
  page.evaluate(([name, given]) => (window as any).postil.call(name, given), [method, params] as const)

const postil = (...args: string[]) =>
  promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', 'main/cli/entry.ts', ...args], {
    cwd: root,
  })

describe('the window', () => {
  it('gets two functions of the shell and nothing of Node or Electron', async () => {
    const standIn = start()
    const page = await standIn.attach()
    expect(await page.evaluate(() => Object.keys((window as any).postil).sort())).toEqual(['call', 'on'])
    const globals = ['require', 'process', 'module', 'global', 'Buffer', '__dirname', 'ipcRenderer', 'electron']
    expect(await page.evaluate((names) => names.filter((name) => name in window), globals)).toEqual([])
    expect(all(standIn, 'window')[0]?.options).toMatchObject({
      webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true },
    })
    expect(await call(page, 'libraryStatus')).toMatchObject({ ok: true, value: { articles: 0, readOnly: false } })
    expect(await call(page, 'shutDown')).toMatchObject({ ok: false, error: { code: 'methodUnknown' } })
    expect(await call(page, 'openArticle', { id: 1 })).toMatchObject({ ok: false, error: { code: 'paramsInvalid' } })
  })

  it('cannot be led elsewhere; links open in the browser after a check', async () => {
    const standIn = start()
    const page = await standIn.attach()
    const address = page.url()
    await page.evaluate(() => {
      for (const [id, href, target] of [
        ['out', 'https://example.com/out', '_blank'],
        ['nav', 'https://example.com/nav', ''],
        ['bad', 'https://bank.example@evil.example/', '_blank'],
      ] as const) {
        const link = Object.assign(document.createElement('a'), { id, href, target, rel: 'noopener', textContent: id })
        link.style.cssText = 'position:fixed;z-index:999;inset:0 auto auto 0'
        document.body.prepend(link)
      }
    })
    const click = (id: string) => page.evaluate((name) => document.getElementById(name)?.click(), id)
    await click('out')
    await standIn.waitFor('external', (report) => report.url === 'https://example.com/out')
    await click('nav')
    await standIn.waitFor('external', (report) => report.url === 'https://example.com/nav')
    await click('bad')
    await standIn.waitFor('popup', (report) => report.url.includes('evil.example'))
    await page.evaluate(() => void window.open('https://example.com/opened'))
    await standIn.waitFor('external', (report) => report.url === 'https://example.com/opened')
    expect(all(standIn, 'external').map((report) => report.url)).not.toContain('https://bank.example@evil.example/')
    expect(all(standIn, 'popup').every((report) => report.action === 'deny')).toBe(true)
    expect(page.url()).toBe(address)
    expect(all(standIn, 'request').filter((report) => !report.own)).toEqual([])
  })

  it('reaches nobody and runs nothing that is not its own', async () => {
    const standIn = start()
    const page = await standIn.attach()
    const tried = await page.evaluate(async () => {
      const outcome = async (work: () => Promise<unknown>): Promise<string> => {
        try {
          await work()
          return 'done'
        } catch {
          return 'refused'
        }
      }
      const image = (src: string) =>
        new Promise((done, failed) => Object.assign(new Image(), { src, onload: done, onerror: failed }))
      const script = document.createElement('script')
      script.textContent = 'window.__ran = true'
      document.body.append(script)
      return {
        fetch: await outcome(() => fetch('https://evil.example/')),
        image: await outcome(() => image('https://evil.example/x.gif')),
        eval: await outcome(async () => {
          // What a debugger evaluates is exempt from the policy; what happens later is the page's own doing.
          await new Promise((later) => setTimeout(later))
          return Reflect.construct(Function, ['return 1'])()
        }),
        inline: (window as any).__ran ?? 'refused',
        beacon: navigator.sendBeacon('https://evil.example/'),
        notifications: await Notification.requestPermission(),
      }
    })
    expect(tried).toMatchObject({ fetch: 'refused', image: 'refused', eval: 'refused', inline: 'refused' })
    expect(tried.notifications).not.toBe('granted')
    expect(all(standIn, 'request').filter((report) => !report.own && !report.cancelled)).toEqual([])
    const granted = all(standIn, 'permission').flatMap((report) => (report.granted ? report.permission : []))
    expect(granted).toEqual(['clipboard-sanitized-write'])
  })

  it('is told what the menu asks for', async () => {
    const standIn = start({ locale: 'fr-FR' })
    const page = await standIn.attach()
    const { labels } = await standIn.waitFor('menu')
    expect(labels).toEqual(expect.arrayContaining(['Fichier', 'Enregistrer un article…']))
    // Asked for until it is heard: the window may not listen yet.
    await expect
      .poll(async () => {
        standIn.order({ type: 'menu', id: 'saveArticle' })
        return page.getByRole('dialog').count()
      })
      .toBe(1)
    standIn.order({ type: 'menu', id: 'showLibrary' })
    expect(await standIn.waitFor('path')).toEqual({ type: 'path', path: join(home, 'library') })
  })
})

describe('a window that is closed while it saves', () => {
  it('asks, stays where its reader wants to wait, and closes where not', async () => {
    const site = await startSite()
    const release = site.hold(/paragraphs=/)
    try {
      const standIn = start({ locale: 'fr-FR', dialogs: [0, 1] })
      const page = await standIn.attach()
      // The app answers what the page asks: without a listener, this connection would accept it on its own.
      page.on('dialog', () => {})
      await page.locator('main, [role="main"]').first().click()
      await pasteText(page, [20, 21].map((n) => site.url(`/long?paragraphs=${n}`)).join('\n'))
      await expect.poll(() => page.getByText(/Enregistrement, 0 sur 2/).count()).toBeGreaterThan(0)
      standIn.order({ type: 'quit' })
      const { options } = await standIn.waitFor('dialog')
      expect(options).toMatchObject({ buttons: ['Attendre', 'Fermer quand même'] })
      expect(await call(page, 'libraryStatus')).toMatchObject({ ok: true })
      standIn.order({ type: 'quit' })
      expect(await standIn.exit).toBe(0)
      expect(all(standIn, 'dialog')).toHaveLength(2)
    } finally {
      release()
      await site.close()
    }
  })
})

describe('a library that cannot be opened', () => {
  it('is said so, and another folder can be chosen, which is remembered', async () => {
    await mkdir(join(home, 'library'))
    await writeFile(join(home, 'library/thesis.doc'), 'mine')
    const other = join(home, 'other')
    const standIn = start({ dialogs: [0, [other]] })
    const page = await standIn.attach()
    const [message] = all(standIn, 'dialog')
    expect(message).toMatchObject({
      kind: 'message',
      options: { detail: expect.stringContaining('no Postil library') },
    })
    expect(await call(page, 'libraryStatus')).toMatchObject({ ok: true, value: { path: other } })
    expect(await readdir(join(home, 'library'))).toEqual(['thesis.doc'])
    await standIn.kill('SIGTERM')
    expect(JSON.parse(await readFile(join(home, 'user/window.json'), 'utf8'))).toMatchObject({ libraryPath: other })
  })

  it('ends the app when nothing else is chosen', async () => {
    const first = start()
    await first.attach()
    const second = start({ userData: join(home, 'user-2') })
    expect(await second.exit).toBe(0)
    expect(all(second, 'dialog')[0]).toMatchObject({
      options: { detail: expect.stringContaining('Another Postil') },
    })
    expect(all(second, 'window')).toEqual([])
  })
})

describe('the app', () => {
  it('shows its window when it is started a second time', async () => {
    const first = start()
    await first.attach()
    const second = start()
    expect(await second.exit).toBe(0)
    await first.waitFor('focus')
    expect(all(second, 'window')).toEqual([])
  })

  it('is found by the command line while it runs, and not after', async () => {
    const standIn = start()
    const page = await standIn.attach()
    const library = join(home, 'library')
    const file = join(home, 'page.txt')
    await writeFile(file, 'Les marges parlent.\n\nElles disent « oui ».')
    await page.evaluate(() => {
      Object.assign(window, { changes: 0 })
      ;(window as any).postil.on('libraryChanged', () => (window as any).changes++)
    })
    const { stdout } = await postil('save', file, '--library', library, '--json')
    const { id } = JSON.parse(stdout)
    await expect.poll(() => page.evaluate(() => (window as any).changes)).toBeGreaterThan(0)
    expect(await call(page, 'openArticle', { id })).toMatchObject({ ok: true, value: { article: { id } } })
    await standIn.kill('SIGTERM')
    expect(await readdir(join(library, '.index'))).not.toContain('runtime.json')
    expect((await postil('list', '--library', library, '--json')).stdout).toContain(id)
  })

  it('opens again after a power cut', async () => {
    const first = start()
    const page = await first.attach()
    const saved = await call(page, 'saveText', { text: 'Kept.', title: 'Kept' })
    expect(saved).toMatchObject({ ok: true })
    await first.kill('SIGKILL')
    const second = start()
    const again = await second.attach()
    expect(await call(again, 'listArticles', {})).toMatchObject({
      ok: true,
      value: { items: [{ id: saved.value.article.id }] },
    })
  })
})
