/**
 * One start of a process, for the bench `open`: `empty` does nothing at all, `nothing` loads the program, `sqlite` opens the index's file and reads 50
 * rows, `postil` opens the library and lists 50, `meanwhile` goes on asking until the files were checked, `rebuild` the
 * same while the index is built from nothing. Prints JSON lines; the first when the first page is there.
 */
import path from 'node:path'
import type { Postil } from '../../main/postil.ts'

const [mode = '', folder = ''] = process.argv.slice(2)
const tell = (record: object): void => void process.stdout.write(`${JSON.stringify(record)}\n`)
/** Bytes. */
const peak = (): number => process.resourceUsage().maxRSS * 1024

async function readSqlite(): Promise<void> {
  const { DatabaseSync } = await import('node:sqlite')
  const start = performance.now()
  const database = new DatabaseSync(path.join(folder, '.index', 'index.sqlite'), { readOnly: true })
  const sql = 'SELECT summary FROM article WHERE deleted = 0 ORDER BY created_at DESC LIMIT 50'
  const rows = database.prepare(sql).all()
  tell({ rows: rows.length, inside: performance.now() - start })
}

async function openLibrary(): Promise<Postil> {
  const { openPostil } = await import('../../main/postil.ts')
  const start = performance.now()
  const postil = await openPostil({ libraryPath: folder, housekeeping: true })
  const page = await postil.reader.listArticles({ shelf: 'all', limit: 50 })
  tell({ rows: page.ok ? page.value.items.length : 0, inside: performance.now() - start })
  return postil
}

/** Asks what a window asks, one after the other with breaths between, until `done`; milliseconds of each call. */
async function askMeanwhile({ reader }: Postil, done: Promise<unknown>): Promise<Record<string, number[]>> {
  let over = false
  const end = done.finally(() => {
    over = true
  })
  const page = await reader.listArticles({ shelf: 'all', limit: 50 })
  const ids = page.ok ? page.value.items.map(({ id }) => id) : []
  const calls = {
    list: () => reader.listArticles({ shelf: 'reading', limit: 100 }),
    sorted: () => reader.listArticles({ shelf: 'all', sort: 'title', limit: 100 }),
    search: () => reader.search({ query: 'paper evening', limit: 50 }),
    tags: () => reader.listTags({}),
    open: (turn: number) => reader.openArticle({ id: ids[turn % ids.length] ?? '' }),
    progress: (turn: number) =>
      reader.setReadingPosition({ id: ids[turn % ids.length] ?? '', position: { block: 1, offset: 0 }, progress: 0.5 }),
    highlight: (turn: number) =>
      reader.addHighlight({ articleId: ids[turn % ids.length] ?? '', passage: { start: turn % 50, end: 80 } }),
  }
  const taken: Record<string, number[]> = {}
  for (let turn = 0; !over; turn++) {
    for (const [name, call] of Object.entries(calls)) {
      const start = performance.now()
      const answer = await call(turn)
      if (!answer.ok && answer.error.code !== 'articleNotFound') throw new Error(`${name}: ${answer.error.message}`)
      const all = taken[name] ?? []
      taken[name] = [...all, performance.now() - start]
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (over) break
    }
  }
  await end
  return taken
}

if (mode === 'empty') {
  tell({})
} else if (mode === 'nothing') {
  await import('../../main/postil.ts')
  tell({})
} else if (mode === 'sqlite') {
  await readSqlite()
} else {
  const postil = await openLibrary()
  if (mode !== 'postil') {
    const start = performance.now()
    const work = mode === 'rebuild' ? postil.ready.then(() => postil.reader.reindex({})) : postil.ready
    const taken = await askMeanwhile(postil, work)
    tell({ taken, lasted: performance.now() - start, peak: peak() })
  }
  await postil.close()
}
