import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { unwrap } from '../../main/core/result.ts'
import { type Figure, say } from './figures.ts'
import { openHost, scratch, sized, verified } from './libraries.ts'
import { articlePage } from './page.ts'

const PAGES = sized(1000)
/** Calls under way at once: a window that was given many addresses, and a command besides. */
const AT_ONCE = 4
/** Milliseconds between two looks at the clock; a pause shows as so much more than this. */
const RESOLUTION = 5

/** The main thread's longest pause during some work, and what the whole took; milliseconds. */
async function watched(work: () => Promise<void>): Promise<{ pause: number; taken: number }> {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION })
  // What came before must not count: not its garbage, nor its last turn.
  await new Promise((resolve) => setTimeout(resolve, 200))
  delay.enable()
  const start = performance.now()
  await work()
  const taken = performance.now() - start
  await new Promise((resolve) => setTimeout(resolve, 200))
  delay.disable()
  return { pause: delay.max / 1e6, taken }
}

/**
 * A host into which 1,000 pages are saved in one go (read from files, 4 calls under way at once), with its index kept
 * beside it: the longest pause of its main thread, by the histogram of the event loop's delay. For orientation the same
 * while all of them are exported, and imported into another library.
 */
export async function benchSaving(): Promise<Figure[]> {
  const folder = await scratch('saving')
  const pages = path.join(folder, 'pages')
  await mkdir(pages)
  for (let seed = 1; seed <= PAGES; seed++) await writeFile(path.join(pages, `${seed}.html`), articlePage(seed).html)
  say(`${PAGES} pages made`)
  const postil = await openHost(path.join(folder, 'library'))
  const other = await openHost(path.join(folder, 'other'))
  const figures: Figure[] = []
  try {
    await Promise.all([postil.ready, other.ready])
    let next = 1
    const saveSome = async (): Promise<void> => {
      while (next <= PAGES) {
        const seed = next++
        const html = await readFile(path.join(pages, `${seed}.html`), 'utf8')
        const url = `https://margin.example/articles/${seed}`
        const { duplicate } = unwrap(await postil.reader.saveHtml({ html, url }))
        if (duplicate) throw new Error('a page was taken for another')
      }
    }
    const saving = await watched(async () => {
      await Promise.all(Array.from({ length: AT_ONCE }, saveSome))
    })
    say(`saved in ${(saving.taken / 1000).toFixed(1)} s`)
    figures.push(
      { figure: 'save', value: saving.taken / PAGES, goal: null, unit: 'ms' },
      { figure: 'longest-pause', value: saving.pause, goal: 50, unit: 'ms' },
    )
    let exported = Buffer.alloc(0)
    const exporting = await watched(async () => {
      const { files } = unwrap(await postil.reader.exportArticles({ ids: 'all', format: 'json' }))
      exported = Buffer.from(files[0]?.text ?? '')
    })
    const data = exported.toString('base64')
    const importing = await watched(async () => {
      const { articles } = unwrap(await other.reader.importFile({ name: 'postil.json', data }))
      if (articles.added !== PAGES) throw new Error(`${articles.added} articles were imported`)
    })
    figures.push(
      { figure: 'longest-pause-of-export', value: exporting.pause, goal: null, unit: 'ms' },
      { figure: 'longest-pause-of-import', value: importing.pause, goal: null, unit: 'ms' },
    )
  } finally {
    await postil.close()
    await other.close()
  }
  figures.push(await verified(path.join(folder, 'library')), await verified(path.join(folder, 'other')))
  await rm(folder, { recursive: true, force: true })
  return figures
}
