import { rm } from 'node:fs/promises'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { monotonicFactory } from 'ulid'
import { createCapture } from '../../main/capture/index.ts'
import type { Capture } from '../../main/capture/types.ts'
import { PostilError } from '../../main/core/result.ts'
import { openLibrary } from '../../main/library/index.ts'
import { createReader } from '../../main/reader.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import { startBaseline } from './capture/baseline.ts'
import { type BenchPage, benchPages } from './capture/pages.ts'
import { type Figure, median, say, time } from './figures.ts'
import { scratch } from './libraries.ts'
import { articlePage } from './page.ts'

const WARM_UP_ROUNDS = 3
const ROUNDS = 7
const AT_ONCE = 4
/** Milliseconds between two looks at the clock. */
const RESOLUTION = 5
const LARGE = 10 * 1024 * 1024
const indexerUrl = new URL('../../main/reader/indexer/worker.source.js', import.meta.url)

interface Host {
  /** Saves all of them, as many at once as the window does, until they are on the disk and in the index. */
  saveAll(pages: readonly BenchPage[]): Promise<void>
  /** Saves a page until it is on the disk and in the index; answers the code of what it is where it is no article. */
  save(page: BenchPage): Promise<string | null>
  close(): Promise<void>
}

/**
 * The desktop app's host, with an indexing thread, but for the network, which has nothing for anybody: every picture is
 * given up at once. Capture and its threads stay from host to host, so that they are warm and no page is known already.
 */
async function openHost(folder: string, capture: Capture): Promise<Host> {
  const clock = () => new Date()
  const nextId = monotonicFactory()
  const ids = () => nextId()
  const library = await openLibrary({ path: folder, clock, ids })
  const { api, ready, close } = createReader({
    library,
    search: openSearchIndex({ path: path.join(folder, '.index', 'index.sqlite'), shared: true }),
    capture,
    clock,
    ids,
    welcome: async () => '',
    report: (thrown) => console.error(thrown),
    housekeeping: true,
    indexerUrl,
  })
  await ready()
  return {
    async saveAll(pages) {
      const waiting = [...pages]
      const next = async (): Promise<void> => {
        for (let page = waiting.shift(); page; page = waiting.shift()) {
          await api.saveHtml({ html: page.html, url: `https://margin.example/${page.name}` })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, next))
      await api.listArticles({ shelf: 'all', limit: 1 })
    },
    async save({ name, html }) {
      const saved = await api.saveHtml({ html, url: `https://margin.example/${name}` })
      if (!saved.ok) return saved.error.code
      // A question is answered when the index knows of every change before it.
      const listed = await api.listArticles({ shelf: 'all', limit: 1 })
      if (!listed.ok || listed.value.items[0]?.id !== saved.value.article.id) {
        throw new Error(`${name} is not in the list${saved.value.duplicate ? ', but a page before it' : ''}`)
      }
      return null
    },
    async close() {
      await close()
      await library.close()
    },
  }
}

/** The longest pause of this thread during some work, in milliseconds. */
async function longestPause(work: () => Promise<void>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  await new Promise((resolve) => setTimeout(resolve, 200))
  delay.enable()
  await work()
  await new Promise((resolve) => setTimeout(resolve, 50))
  delay.disable()
  return delay.max / 1e6
}

/**
 * A save of every page, from its HTML to synced and indexed, against Readability on linkedom alone, which only finds the
 * article: the medians over rounds of what all pages take. The two take turns page by page, each in a warm thread; every
 * round has a library of its own. The same for saving them all at once, in as many turns and threads as the window does.
 * Also the longest pause of the thread that a window would wait for meanwhile, and what a
 * page of 10 MB takes. Pages in which one finds no article count with the time that it took.
 */
export async function benchCapture(): Promise<Figure[]> {
  const pages = benchPages()
  const large = { name: 'large', html: articlePage(1, LARGE).html }
  const folder = await scratch('capture')
  const capture = createCapture({
    openFetcher: () => ({
      get: () => Promise.reject(new PostilError('hostNotFound', { host: '' })),
      close: async () => {},
    }),
  })
  const baseline = startBaseline()
  const saves: number[] = []
  const together: number[] = []
  const alone: number[] = []
  const refused = new Set<string>()
  let pause = 0
  let largeSave = 0
  let largeAlone = 0
  try {
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      const host = await openHost(path.join(folder, `library-${round}`), capture)
      try {
        await host.save({ name: 'first', html: articlePage(round + 1000).html })
        let saving = 0
        let finding = 0
        const paused = await longestPause(async () => {
          for (const page of pages) {
            finding += await baseline.take(page.html)
            saving += await time(async () => {
              const code = await host.save(page)
              if (code) refused.add(`${page.name} (${code})`)
            })
          }
        })
        const another = await openHost(path.join(folder, `together-${round}`), capture)
        const all = await time(() => another.saveAll(pages)).finally(() => another.close())
        if (round < WARM_UP_ROUNDS) continue
        together.push(all)
        saves.push(saving)
        alone.push(finding)
        pause = Math.max(pause, paused)
        if (round + 1 < WARM_UP_ROUNDS + ROUNDS) continue
        largeAlone = await baseline.take(large.html)
        largeSave = await time(async () => {
          const code = await host.save(large)
          if (code) throw new Error(`the page of 10 MB was not saved: ${code}`)
        })
      } finally {
        await host.close()
      }
    }
  } finally {
    await baseline.close()
    await capture.close()
    await rm(folder, { recursive: true, force: true })
  }
  if (refused.size > 0) say(`no articles: ${[...refused].join(', ')}`)
  return [
    { figure: `readability-alone-${pages.length}-pages`, value: median(alone), goal: null, unit: 'ms' },
    { figure: `save-${pages.length}-pages`, value: median(saves), goal: null, unit: 'ms' },
    { figure: 'save-to-readability', value: median(saves) / median(alone), goal: 1.6 },
    { figure: 'save-all-at-once-to-readability', value: median(together) / median(alone), goal: 1.6 },
    { figure: 'longest-pause', value: pause, goal: 50, unit: 'ms' },
    { figure: 'readability-alone-10-MB', value: largeAlone, goal: null, unit: 'ms' },
    { figure: 'save-10-MB', value: largeSave, goal: null, unit: 'ms' },
  ]
}
