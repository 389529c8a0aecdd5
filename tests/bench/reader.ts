import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type BrowserContext, chromium, type Page } from 'playwright-core'
import { chromiumArguments, ensureChromium } from '../support/chromium.ts'
import { type Figure, median } from './figures.ts'
import { articlePage } from './page.ts'

const WARM_UP = 5
const ROUNDS = 25

async function serve(library: string): Promise<{ child: ChildProcess; url: string; token: string }> {
  const args = ['--disable-warning=ExperimentalWarning', 'main/cli/entry.ts', 'serve', '--library', library, '--json']
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const line = await new Promise<string>((settle) => createInterface({ input: child.stdout }).once('line', settle))
  return { child, ...(JSON.parse(line) as { url: string; token: string }) }
}

async function call(url: string, token: string, method: string, params: unknown): Promise<Record<string, any>> {
  const response = await fetch(`${url}/api/${method}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify(params),
  })
  return ((await response.json()) as { value: Record<string, any> }).value
}

/** Milliseconds from a click on an article in the list until its text has been painted. */
async function open(page: Page, title: string): Promise<number> {
  return page.evaluate(async (wanted) => {
    const link = [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#/article/"]')].find((each) =>
      each.textContent?.includes(wanted),
    )
    if (!link) throw new Error(`“${wanted}” is not in the list`)
    const start = performance.now()
    link.click()
    const shown = () =>
      document.querySelector('h1')?.textContent === wanted ||
      [...document.querySelectorAll('h1')].some((h) => h.textContent === wanted)
    while (!(shown() && (document.querySelector('.tiptap')?.textContent?.length ?? 0) > 1000)) {
      await new Promise((next) => requestAnimationFrame(next))
    }
    // A frame's callbacks run before it is painted; the next one's run after.
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
    return performance.now() - start
  }, title)
}

/** The same for the article's HTML as a page of its own: from the navigation until it has been painted. */
async function plain(page: Page, url: string): Promise<number> {
  await page.goto(url)
  return page.evaluate(async () => {
    await document.fonts.ready
    await new Promise((next) => requestAnimationFrame(() => setTimeout(next)))
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const paint = performance.getEntriesByName('first-contentful-paint')[0]
    return paint?.startTime ?? (navigation?.loadEventEnd || Number.NaN)
  })
}

/** The HTML and CSS that the window shows, as a page without Postil's program. */
async function staticPage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText))
    const article = document.querySelector('.tiptap')?.closest('main')?.outerHTML ?? ''
    return `<!doctype html><html lang="en" data-theme="paper"><head><meta charset="utf-8"><title>plain</title><style>${sheets
      .filter((rule) => !rule.startsWith('@font-face'))
      .join('\n')}</style></head><body>${article}</body></html>`
  })
}

async function servePlain(pages: readonly string[]): Promise<{ origin: string; close(): void }> {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(pages[Number(new URL(request.url ?? '/', 'http://localhost').pathname.slice(1))] ?? '')
  })
  await new Promise<void>((settle) => server.listen(0, '127.0.0.1', settle))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

async function measure(context: BrowserContext, url: string, token: string, titles: readonly string[]) {
  const page = await context.newPage()
  await page.goto(`${new URL(url).origin}/#token=${token}`)
  await page.getByRole('link', { name: titles[0] ?? '' }).waitFor()
  const opened: number[] = []
  const shown: number[] = []
  await open(page, titles[0] ?? '')
  const other = await context.newPage()
  const html: string[] = []
  for (const title of titles) {
    await open(page, title)
    html.push(await staticPage(page))
  }
  const site = await servePlain(html)
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const index = round % titles.length
      await page.bringToFront()
      const ours = await open(page, titles[index] ?? '')
      await other.bringToFront()
      const theirs = await plain(other, `${site.origin}/${index}`)
      if (round < WARM_UP) continue
      opened.push(ours)
      shown.push(theirs)
    }
  } finally {
    site.close()
  }
  return { opened: median(opened), shown: median(shown) }
}

/**
 * Opening an article of 30 KB: from the click in the list until its text is painted, against the same HTML and CSS as a
 * page of its own in the same Chromium, from the start of its navigation until its first contentful paint.
 */
export async function benchReader(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postil-bench-'))
  const { child, url, token } = await serve(path.join(folder, 'library'))
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...chromiumArguments] })
  try {
    const titles: string[] = []
    for (let seed = 1; seed <= 4; seed++) {
      const { html } = articlePage(seed)
      const { article } = await call(url, token, 'saveHtml', { html, url: `https://margin.example/articles/${seed}` })
      titles.push(article.title)
    }
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
    const { opened, shown } = await measure(context, url, token, titles)
    return [
      { figure: 'plain-page', value: shown, goal: null, unit: 'ms' },
      { figure: 'open', value: opened, goal: null, unit: 'ms' },
      { figure: 'open-to-plain-page', value: opened / shown, goal: 2 },
    ]
  } finally {
    await browser.close()
    child.kill()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
