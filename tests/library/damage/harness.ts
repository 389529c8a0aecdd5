/** Spoils files of a library at random, opens it, and judges what became of everything. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Problem, ReaderApi } from '../../../main/core/contract.ts'
import { mediaNames } from '../../../main/core/document/parse.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { unwrap } from '../../../main/core/result.ts'
import { openPostil, type Postil } from '../../../main/postil.ts'
import { type Random, seeded } from '../../support/proofs/random.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { sha } from '../records.ts'
import { type Damage, damageFile, type Way } from './damages.ts'
import { buildTemplate } from './template.ts'

/** What a person sees of an article; null where it says that it cannot be shown. */
interface Shown {
  readonly row: unknown
  readonly article: unknown
  readonly highlights: unknown
  readonly document: DocumentJSON | null
  readonly pictures: Readonly<Record<string, string | null>>
}
interface Seen {
  readonly articles: Readonly<Record<string, Shown>>
  readonly settings: unknown
  /** What the window tells, and what looking at every file tells. */
  readonly told: readonly Problem[]
}

/**
 * As it was; a flipped bit was flipped back; brought back otherwise; told of and kept; values in a record that became
 * other sound ones through more than a bit, which nothing tells from a change that another program made; or wrong
 * without a word.
 */
export type Verdict = 'untouched' | 'mended' | 'recovered' | 'reported' | 'altered' | 'wrong'

export interface Tally {
  readonly verdicts: Record<Verdict, number>
  readonly byWay: Record<string, Partial<Record<Verdict, number>>>
  readonly faults: string[]
}

async function look({ reader, readMedia }: Postil): Promise<Seen> {
  const articles: Record<string, Shown> = {}
  for (const shelf of ['all', 'trash'] as const) {
    for (const row of unwrap(await reader.listArticles({ shelf })).items) {
      const opened = await reader.openArticle({ id: row.id })
      const pictures: Record<string, string | null> = {}
      if (opened.ok) {
        for (const name of mediaNames(opened.value.document)) {
          pictures[name] = await readMedia(name).then(
            ({ bytes }) => sha(bytes),
            () => null,
          )
        }
      }
      articles[row.id] = {
        row,
        article: opened.ok ? opened.value.article : null,
        highlights: opened.ok ? opened.value.highlights : null,
        document: opened.ok ? opened.value.document : null,
        pictures,
      }
    }
  }
  const settings = unwrap(await reader.getSettings({}))
  return { articles, settings, told: await problemsOf(reader) }
}

async function problemsOf(reader: ReaderApi): Promise<Problem[]> {
  const { problems } = unwrap(await reader.libraryStatus({}))
  return [...problems, ...unwrap(await reader.verifyLibrary({})).problems]
}

function filesOf(root: string): Map<string, Buffer> {
  const files = new Map<string, Buffer>()
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isFile()) files.set(path.slice(root.length + 1), readFileSync(path))
  }
  return files
}

/** What may turn letters into other ones, and leave a record that can be read. One flipped bit must not. */
const keepsShape: ReadonlySet<Way> = new Set<Way>(['with several flipped bits', 'partly overwritten'])
/** A record with a sum of its own. */
const isRecord = (file: string): boolean =>
  /^(articles\/\w{26}\/(article|highlights)|settings|library|tombstones\/\w{26})\.json$/.test(file)

const articleOf = (file: string): string | null => /^articles\/(\w{26})\//.exec(file)?.[1] ?? null

/** Whether somebody is told of a file: by its path, or by that in quarantine. */
function isTold(told: readonly Problem[], ...damages: readonly Damage[]): boolean {
  return damages.some(({ file }) => {
    const record = file.replace(/\.bak$/, '')
    const id = articleOf(file)
    const name = id === null ? record : record.slice(record.lastIndexOf('/') + 1)
    return told.some(({ path }) => path === record || (path.includes(id ?? '') && path.includes(name)))
  })
}

/** Throws with what is wrong. */
function judge(
  damages: readonly Damage[],
  before: Seen,
  after: Seen,
  files: { before: Map<string, Buffer>; after: Map<string, Buffer> },
): Verdict {
  const told = isTold(after.told, ...damages)
  const concerned = new Set(damages.map(({ file }) => articleOf(file)))
  const shared = damages.some(({ file }) => file.startsWith('media/'))
  const isSilent = damages.some(
    ({ file, way }) => /(article|highlights|settings)\.json(\.bak)?$/.test(file) && keepsShape.has(way),
  )
  let altered = false
  let changed = false
  for (const [id, shown] of Object.entries(before.articles)) {
    const now = after.articles[id]
    if (isDeepStrictEqual(now, shown)) continue
    changed = true
    if (!concerned.has(id) && !shared) throw new Error(`article ${id} was not damaged, and changed`)
    if (!told && isSilent && concerned.has(id)) altered = true
    else if (!told) throw new Error(`article ${id} is wrong, and nobody is told: ${difference(shown, now)}`)
    if (now && !concerned.has(id) && !isDeepStrictEqual({ ...now, pictures: 0 }, { ...shown, pictures: 0 }))
      throw new Error(`a picture changed article ${id}`)
  }
  const strange = Object.keys(after.articles).find((id) => !before.articles[id])
  if (strange) throw new Error(`article ${strange} came out of nothing`)
  if (!isDeepStrictEqual(before.settings, after.settings)) {
    changed = true
    if (!damages.some(({ file }) => file.startsWith('settings.json'))) throw new Error('the settings changed')
    if (!told && isSilent) altered = true
    else if (!told)
      throw new Error(`the settings are wrong, and nobody is told: ${difference(before.settings, after.settings)}`)
  }
  const [only] = damages
  const mendable = damages.length === 1 && only?.way === 'with a flipped bit' && isRecord(only.file)
  if (mendable) {
    if (changed || altered) throw new Error('a flipped bit cost something')
    if (!told) throw new Error('a flipped bit was not told of')
  }
  // Nothing else was touched.
  for (const [file, bytes] of files.before) {
    const id = articleOf(file)
    if (
      file.startsWith('.index/') ||
      damages.some((each) => each.file.replace(/\.bak$/, '') === file.replace(/\.bak$/, ''))
    )
      continue
    if (file === 'library.json' || file === 'library.json.bak') continue
    const now = files.after.get(file)
    if (!now?.equals(bytes)) throw new Error(`${file} ${now ? 'has other bytes' : 'is gone'} (article ${id})`)
  }
  // What was damaged is kept somewhere.
  const kept = new Set([...files.after.values()].map((bytes) => sha(bytes)))
  for (const { file, bytes } of damages) {
    const derived = file.startsWith('.index/')
    if (bytes && bytes.length > 0 && !derived && !kept.has(sha(bytes))) throw new Error(`what ${file} held is not kept`)
  }
  if (altered) return 'altered'
  if (changed) return 'reported'
  if (mendable) return 'mended'
  return told || damages.some(({ file }) => file.startsWith('.index/')) ? 'recovered' : 'untouched'
}

function difference(before: unknown, after: unknown): string {
  const one = JSON.stringify(before) ?? ''
  const other = JSON.stringify(after) ?? ''
  let place = 0
  while (place < one.length && one[place] === other[place]) place++
  return `“${one.slice(Math.max(0, place - 60), place + 20)}” became “${other.slice(Math.max(0, place - 60), place + 20)}”`
}

interface Ground {
  readonly template: string
  readonly before: Seen
  readonly files: readonly string[]
}

async function inPostil<T>(path: string, work: (postil: Postil) => Promise<T>): Promise<T> {
  const postil = await openPostil({ libraryPath: path, report: () => {} })
  try {
    await postil.ready
    return await work(postil)
  } finally {
    await postil.close()
  }
}

/** One library, one or two damages; throws with what is wrong. */
async function round(
  { template, before, files }: Ground,
  path: string,
  random: Random,
  damages: Damage[],
): Promise<Verdict> {
  cpSync(template, path, { recursive: true, preserveTimestamps: true })
  for (let count = random.chance(0.25) ? 2 : 1; count > 0; count--) {
    const file = random.pickOr(files) ?? ''
    if (damages.every((each) => each.file !== file)) damages.push(damageFile(path, file, random))
  }
  const spoiled = filesOf(path)
  const seen = await inPostil(path, look)
  const verdict = judge(damages, before, seen, { before: spoiled, after: filesOf(path) })
  const left = await inPostil(path, async ({ reader }) => {
    unwrap(await reader.verifyLibrary({ repair: true }))
    const { problems } = unwrap(await reader.verifyLibrary({}))
    // What is nowhere any more cannot be mended: it goes on being told of.
    return problems.filter((each) => each.code !== 'fileMissing' || !isTold([each], ...damages))
  })
  if (left.length > 0)
    throw new Error(`not mended: ${left.map(({ code, path: file }) => `${code} ${file}`).join(', ')}`)
  return verdict
}

export async function damageRounds({
  rounds,
  seed,
}: {
  readonly rounds: number
  readonly seed: number
}): Promise<Tally> {
  const random = seeded(seed)
  const folder = scratchFolder('damage')
  const tally: Tally = {
    verdicts: { untouched: 0, mended: 0, recovered: 0, reported: 0, altered: 0, wrong: 0 },
    byWay: {},
    faults: [],
  }
  try {
    const template = join(folder, 'Modèle')
    await buildTemplate(template)
    const ground: Ground = {
      template,
      before: await inPostil(template, look),
      files: [...filesOf(template).keys()].sort(),
    }
    if (ground.before.told.length > 0) throw new Error(`the model has problems: ${JSON.stringify(ground.before.told)}`)
    for (let number = 1; number <= rounds; number++) {
      const path = join(folder, `Copie ${number}`)
      const damages: Damage[] = []
      let verdict: Verdict = 'wrong'
      try {
        verdict = await round(ground, path, random, damages)
      } catch (thrown) {
        const what = damages.map(({ file, way }) => `${file} ${way}`).join(' and ')
        tally.faults.push(
          `seed ${seed}, round ${number}, ${what}: ${thrown instanceof Error ? thrown.message : thrown}`,
        )
      }
      tally.verdicts[verdict] += 1
      for (const { way } of damages) {
        const own = tally.byWay[way] ?? {}
        tally.byWay[way] = { ...own, [verdict]: (own[verdict] ?? 0) + 1 }
      }
      rmSync(path, { recursive: true, force: true })
    }
    return tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
