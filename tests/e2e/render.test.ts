import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { errorMessages } from '../../main/core/errors.ts'
import type { Report } from '../support/electron/control.ts'
import { type ScriptedSite, scripted, startScriptedSite } from '../support/scriptedSite.ts'
import { type StandIn, startStandIn } from '../support/standIn.ts'

const root = resolve(import.meta.dirname, '../..')

/** Pages that build themselves by script, in the built app on the stand-in, whose windows are real Chromium's. */

let home: string
let site: ScriptedSite
let standIn: StandIn
let page: Page

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postil-render-'))
  site = await startScriptedSite()
})
afterEach(async () => {
  await site.close()
  await rm(home, { recursive: true, force: true, maxRetries: 5 })
})

const call = (method: string, params: object = {}): Promise<any> =>
  page.evaluate(([name, given]) => (window as any).postil.call(name, given), [method, params] as const)
const save = (path: string, more: object = {}) => call('saveUrl', { url: site.url(path), typed: true, ...more })
const all = <T extends Report['type']>(type: T) =>
  standIn.reports.filter((report): report is Extract<Report, { type: T }> => report.type === type)
/** The windows that are not the app's own, by what they were made with. */
const hidden = () =>
  all('window').flatMap(({ options }) => {
    const { webPreferences, ...window } = options as { webPreferences: Record<string, unknown> }
    return webPreferences.session ? [{ ...window, webPreferences }] : []
  })
const gone = () => all('gone').filter((report) => report.hidden).length

describe('the desktop app', () => {
  beforeEach(async () => {
    standIn = startStandIn({ libraryPath: join(home, 'library'), userData: join(home, 'user') })
    page = await standIn.attach()
  })
  afterEach(async () => {
    await standIn.kill('SIGKILL')
  })

  it('builds the page, and keeps what was built', async () => {
    const saved = await save('/article', { explain: true })
    expect(saved).toMatchObject({ ok: true, value: { duplicate: false, missingImages: 0 } })
    const { article } = saved.value
    expect(article).toMatchObject({ title: scripted.title, lang: 'fr', url: site.url('/article') })
    const { value } = await call('renderArticle', { id: article.id, format: 'text' })
    for (const text of [...scripted.paragraphs, scripted.end]) expect(value.text).toContain(text)
    expect(value.text.replace(/\s+/g, ' ')).toContain(scripted.shadow.replace(/\s+/g, ' '))
    // The picture's own handler takes it out where it fails: it must not fail in a window that loads none.
    expect(JSON.stringify((await call('openArticle', { id: article.id })).value.document)).toContain('Une lampe')

    const folder = join(home, 'library/articles', article.id, 'original')
    const [file = ''] = await readdir(folder)
    const original = gunzipSync(await readFile(join(folder, file))).toString('utf8')
    expect(original).toContain(scripted.end)
    expect(original).toContain(`<!-- saved from url=(00`)
    expect(original).toContain('/lire/annotations -->')
    expect(original.startsWith('\uFEFF<!doctype html>')).toBe(true)

    expect(hidden()).toEqual([
      expect.objectContaining({
        show: false,
        webPreferences: expect.objectContaining({
          sandbox: true,
          contextIsolation: true,
          nodeIntegration: false,
          disableDialogs: true,
        }),
      }),
    ])
    expect(hidden()[0]?.webPreferences).not.toHaveProperty('preload')
    expect(gone()).toBe(1)
    expect(saved.value.explanation?.[0]).toMatchObject({ step: 'render' })
  })

  it('takes a page that never ends loading, and goes on with the next', async () => {
    const [endless, article] = await Promise.all([save('/endless'), save('/article')])
    expect(endless).toMatchObject({ ok: true, value: { article: { title: 'A page that never ends loading' } } })
    expect(article).toMatchObject({ ok: true, value: { article: { title: scripted.title } } })
    expect(gone()).toBe(2)
  })

  it('takes a page that never ends growing as it is when patience ends', async () => {
    const saved = await save('/growing')
    expect(saved).toMatchObject({ ok: true, value: { article: { title: '終わらない話', lang: 'ja' } } })
    expect(gone()).toBe(1)
  })

  it('gives a hostile page nothing, and lets it reach nobody', async () => {
    const saved = await save('/hostile')
    expect(saved).toMatchObject({ ok: true, value: { article: { title: 'A hostile page' } } })
    const { value } = await call('renderArticle', { id: saved.value.article.id, format: 'text' })
    const came = Object.fromEntries(
      [...value.text.matchAll(/came of it: ([^:]+): (.*)\./g)].map(([, name, outcome]) => [name, outcome]),
    )
    expect(came).toMatchObject({
      confirm: 'false',
      prompt: 'null',
      open: 'nothing',
      mail: 'nothing',
      place: 'refused',
      microphone: 'refused',
      file: 'refused',
      app: 'refused',
    })
    expect(came.notification).not.toBe('granted')
    expect(site.trapped).toEqual([])
    expect(site.requests).not.toContain('/elsewhere')
    expect(all('external')).toEqual([])
    expect(all('pageDialog')).toEqual([])
    expect(all('popup')).toEqual([{ type: 'popup', url: 'https://evil.example/blank', action: 'deny' }])
    expect(all('download').every(({ prevented }) => prevented)).toBe(true)
    expect(all('navigation').length).toBeGreaterThan(0)
    expect(came.end).toBe('reached')
    expect(gone()).toBe(1)
    // The app itself is as it was.
    expect(await call('libraryStatus')).toMatchObject({ ok: true, value: { articles: 1 } })
  })

  it('says of a page that wants a click that nothing came of it, and keeps nothing', async () => {
    expect(await save('/wall')).toMatchObject({ ok: false, error: { code: 'pageNotRendered' } })
    expect((await call('listArticles', { shelf: 'all' })).value.total).toBe(0)
    expect(gone()).toBe(1)
  })

  it('ends a page that never pauses, and one that somebody stops waiting for', async () => {
    const busy = save('/busy')
    const stopped = save('/growing', { task: 'growing' })
    await expect.poll(() => hidden().length).toBe(2)
    expect(await call('cancelTask', { task: 'growing' })).toMatchObject({ value: { cancelled: true } })
    expect(await stopped).toMatchObject({ ok: false, error: { code: 'cancelled' } })
    expect(await busy).toMatchObject({ ok: false, error: { code: 'pageNotRendered' } })
    expect(gone()).toBe(2)
    expect((await call('listArticles', { shelf: 'all' })).value.total).toBe(0)
  })

  it('quits while a page is being built', async () => {
    void save('/growing').catch(() => {})
    await expect.poll(() => hidden().length).toBe(1)
    await standIn.kill('SIGTERM')
    expect(await standIn.exit).toBe(0)
  })
})

describe('elsewhere', () => {
  it('says that the page needs JavaScript, and how to save it', async () => {
    const args = ['--disable-warning=ExperimentalWarning', 'main/cli/entry.ts', 'save', site.url('/article')]
    const run = promisify(execFile)(process.execPath, [...args, '--library', join(home, 'library')], { cwd: root })
    await expect(run).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(`error[pageNeedsJavaScript]: ${errorMessages.pageNeedsJavaScript}`),
    })
  })
})
