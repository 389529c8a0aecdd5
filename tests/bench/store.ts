import { open, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { Low } from 'lowdb'
import { JSONFile } from 'lowdb/node'
import { documentText } from '../../main/core/document/text.ts'
import { unwrap } from '../../main/core/result.ts'
import type { Postil } from '../../main/postil.ts'
import { type Figure, median, say, time } from './figures.ts'
import { makeArticle } from './generate/article.ts'
import { chance } from './generate/random.ts'
import { libraryOf, openHost, scratch, sized, verified } from './libraries.ts'

const SMALL = sized(100)
const LARGE = sized(100_000)
const WARM_UP = 20
const TURNS = 150
const ONE_FILE = sized(10_000)
const ONE_FILE_TURNS = 7

/** What every safe writer has to do: the bytes to a new file, synced; its name; the folder synced. */
async function bareWrite(folder: string, bytes: Uint8Array): Promise<void> {
  const temp = path.join(folder, 'record.tmp')
  const file = await open(temp, 'w')
  await file.writeFile(bytes)
  await file.sync()
  await file.close()
  await rename(temp, path.join(folder, 'record.json'))
  const handle = await open(folder, 'r')
  await handle.sync()
  await handle.close()
}

/** Highlights a passage somewhere in the library. The article is open by then, as it is for whoever selects a passage. */
async function highlight({ reader, libraryPath }: Postil, total: number, turn: number) {
  const random = chance(99, turn)
  for (;;) {
    const query = { shelf: 'all', offset: random.below(total), limit: 1 } as const
    const [found] = unwrap(await reader.listArticles(query)).items
    if (found === undefined) continue
    const { article, document } = unwrap(await reader.openArticle({ id: found.id }))
    const { text } = documentText(document)
    const start = random.below(text.length - 40)
    const passage = { start, end: start + 40 }
    const taken = await time(async () => {
      unwrap(await reader.addHighlight({ articleId: article.id, passage, note: 'Une remarque\u202F: « à relire ».' }))
    })
    return { taken, bytes: await readFile(path.join(libraryPath, 'articles', article.id, 'highlights.json')) }
  }
}

/**
 * One more highlight in one lowdb file of everything, through lowdb's own adapter (which never syncs): the articles with
 * their texts and their highlights, as the library of folders has them.
 */
async function oneLowdbFile(folder: string): Promise<number> {
  const plan = { seed: 1, count: ONE_FILE, until: '2026-06-01T00:00:00.000Z' }
  const made = Array.from({ length: ONE_FILE }, (_, index) => makeArticle(plan, index))
  const articles = made.map(({ article, document }) => ({
    ...article,
    document: JSON.parse(Buffer.from(document).toString()),
  }))
  const highlights = made.flatMap((each) => each.highlights.highlights)
  const file = path.join(folder, 'db.json')
  const low = new Low<{ articles: typeof articles; highlights: typeof highlights }>(new JSONFile(file), {
    articles,
    highlights,
  })
  const [sample] = highlights
  if (sample === undefined) throw new Error('no highlights were made')
  const taken: number[] = []
  for (let turn = 0; turn <= ONE_FILE_TURNS; turn++) {
    const ms = await time(() => low.update(({ highlights: all }) => all.push({ ...sample, note: `note ${turn}` })))
    if (turn > 0) taken.push(ms)
  }
  say(`one lowdb file: ${((await stat(file)).size / 1e6).toFixed(0)} MB`)
  return median(taken)
}

/**
 * From the call `addHighlight` to its acknowledgement, in a library of 100 articles and in one of 100,000, both open in
 * one process with their indexes at work; against a bare write-sync-rename-sync of the bytes that were just written, in
 * turns. And against the same on one lowdb file of 10,000 articles.
 */
export async function benchStore(): Promise<Figure[]> {
  const [smallFolder, largeFolder] = [await libraryOf(SMALL), await libraryOf(LARGE)]
  const folder = await scratch('store')
  const small = await openHost(smallFolder)
  const large = await openHost(largeFolder)
  const taken = { small: [] as number[], large: [] as number[], bare: [] as number[] }
  try {
    await Promise.all([small.ready, large.ready])
    say('both libraries are open')
    for (let turn = 0; turn < WARM_UP + TURNS; turn++) {
      const inSmall = await highlight(small, SMALL * 0.9, turn)
      const bare = await time(() => bareWrite(folder, inSmall.bytes))
      const inLarge = await highlight(large, LARGE * 0.9, turn)
      const bareToo = await time(() => bareWrite(folder, inLarge.bytes))
      if (turn < WARM_UP) continue
      taken.small.push(inSmall.taken)
      taken.large.push(inLarge.taken)
      taken.bare.push(bare, bareToo)
    }
  } finally {
    await small.close()
    await large.close()
  }
  const one = await oneLowdbFile(folder)
  await rm(folder, { recursive: true })
  const [few, many, bare] = [median(taken.small), median(taken.large), median(taken.bare)]
  return [
    { figure: 'bare-write', value: bare, goal: null, unit: 'ms' },
    { figure: 'highlight-of-100', value: few, goal: null, unit: 'ms' },
    { figure: 'highlight-of-100000', value: many, goal: null, unit: 'ms' },
    { figure: 'one-lowdb-file-of-10000', value: one, goal: null, unit: 'ms' },
    { figure: 'highlight-to-bare-write', value: many / bare, goal: 5 },
    { figure: 'highlight-of-100000-to-of-100', value: many / few, goal: 1.5 },
    // Lower is better: 1/50 of the one file, or less.
    { figure: 'highlight-to-one-lowdb-file', value: many / one, goal: 1 / 50 },
    await verified(smallFolder),
    await verified(largeFolder),
  ]
}
