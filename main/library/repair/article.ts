import { mediaNames } from '../../core/document/parse.ts'
import { type Article, articleSchema, recordMedia } from '../../core/model/article.ts'
import type { Highlight } from '../../core/model/highlight.ts'
import { PostilError } from '../../core/result.ts'
import { at } from '../context.ts'
import { backupOf, encodeJSON, replaceFile } from '../durable-json.ts'
import { namesIn, ownSize } from '../files.ts'
import { layout } from '../layout.ts'
import { mediaPath } from '../media.ts'
import { isAsideOf, openAsides, SETTLED, setAside, settleAside } from '../quarantine.ts'
import { readRecord, updateRecord } from '../record.ts'
import { parseArticle, parseHighlights } from '../records.ts'
import type { Findings } from '../verify/findings.ts'
import { type Bench, bytesOf, fits, prepareRecord } from './bench.ts'
import { bringBack, textsOf } from './copies.ts'
import { mendHighlights } from './highlights.ts'
import { described, rebuildArticle } from './rebuild.ts'

/** Mends what is wrong with an article's files, as far as it can be. Only in the article's queues. */
export async function mendArticle(bench: Bench, id: string, found: Findings): Promise<void> {
  // What a newer Postil wrote is not understood here, and nothing of it is touched.
  if (found.problems.some(({ code }) => code === 'libraryNewer')) return
  const highlights = await mendHighlights(bench, id)
  const article = await mendRecord(bench, id, highlights ?? [])
  if (article === null) return
  const mended = await mendTexts(bench, article)
  if (highlights !== null) await nameVersions(bench, mended, highlights)
}

async function mendRecord(bench: Bench, id: string, highlights: readonly Highlight[]): Promise<Article | null> {
  const { context, tell } = bench
  const path = layout.article(id)
  const parse = (bytes: Uint8Array) => parseArticle(bytes, id)
  await prepareRecord(bench, path)
  const [present, before] = [await bytesOf(bench, path), await bytesOf(bench, backupOf(path))]
  if (present === 'unreadable' || before === 'unreadable') return null
  const sound = present !== null && fits(() => parse(present))
  const soundBefore = before !== null && fits(() => parse(before))
  if (sound && before !== null && !soundBefore) {
    await setAside(context, backupOf(path), { move: true, ending: SETTLED })
    tell('fileDamaged', backupOf(path), 'movedAside')
  }
  const code = present === null ? 'fileMissing' : 'fileDamaged'
  try {
    const article = await readRecord(context, path, parse)
    if (article !== null) {
      if (!sound) tell(code, path, 'mended')
      return article
    }
  } catch (error) {
    if (!(error instanceof PostilError) || error.code !== 'recordDamaged') throw error
  }
  const rebuilt = await rebuildArticle(context, id, highlights)
  if (rebuilt === null) {
    await clearFolder(bench, id)
    return null
  }
  await replaceFile(context.files, at(context, path), encodeJSON(rebuilt))
  tell(code, path, 'mended')
  for (const name of await openAsides(context)) {
    if (isAsideOf(name, path) || isAsideOf(name, backupOf(path))) await settleAside(context, name)
  }
  return rebuilt
}

/** A folder with an article's name but nothing of an article in it. */
async function clearFolder({ context, tell }: Bench, id: string): Promise<void> {
  const path = layout.folder(id)
  for (const name of await namesIn(context.files, at(context, path))) {
    const inside = await namesIn(context.files, at(context, `${path}/${name}`))
    const empty = ['content', 'original'].includes(name) && inside.length === 0
    // Somebody's file: it stays, and that there is no article beside it is told of again.
    if (!empty && name !== 'highlights.json' && name !== 'highlights.json.bak') return
  }
  await setAside(context, path, { move: true, ending: SETTLED })
  tell('fileMissing', layout.article(id), 'movedAside')
}

/** Texts, pages and pictures come back from copies; what exists nowhere is no longer named, where something is left. */
async function mendTexts(bench: Bench, article: Article): Promise<Article> {
  const { context } = bench
  const { id } = article
  const lost = new Set<string>()
  const pageless = new Set<string>()
  for (const { hash, original } of article.versions) {
    const path = layout.content(id, hash)
    if (!told(bench, path, await bringBack(context, path))) lost.add(hash)
    if (original === null) continue
    const page = layout.original(id, original)
    if (!told(bench, page, await bringBack(context, page))) pageless.add(original)
  }
  const texts = await textsOf(context, id)
  const pictures = new Set(recordMedia(article))
  for (const { document } of texts) for (const name of mediaNames(document)) pictures.add(name)
  for (const name of pictures) {
    if ((await ownSize(context.files, at(context, mediaPath(name)))) !== null) continue
    told(bench, mediaPath(name), await bringBack(context, mediaPath(name)))
  }
  const nowhere: string[] = []
  for (const name of recordMedia(article)) {
    if ((await ownSize(context.files, at(context, mediaPath(name)))) === null) nowhere.push(name)
  }
  const signs = withoutSigns(article, nowhere)
  const kept = article.versions.filter(({ hash }) => !lost.has(hash))
  const versions = (kept.length > 0 ? kept : article.versions).map((version) =>
    version.original !== null && pageless.has(version.original) ? { ...version, original: null } : version,
  )
  const current = versions.find(({ hash }) => hash === article.current) ?? versions.at(-1)
  if (current === undefined) return article
  const same =
    nowhere.length === 0 &&
    current.hash === article.current &&
    versions.length === article.versions.length &&
    versions.every((version, index) => version === article.versions[index])
  if (same) return article
  const shown = texts.find(({ hash }) => hash === current.hash)
  const text = current.hash === article.current ? {} : described(shown?.document, article.lang)
  for (const name of nowhere) bench.tell('fileMissing', mediaPath(name), 'mended')
  for (const hash of kept.length > 0 ? lost : []) bench.tell('fileMissing', layout.content(id, hash), 'mended')
  for (const hash of pageless) bench.tell('fileMissing', layout.original(id, hash), 'mended')
  // Its times stay: a copy of the library in which nothing was lost must not count for less than this makeshift.
  return updateRecord(
    context,
    layout.article(id),
    (bytes) => parseArticle(bytes, id),
    (now) => articleSchema.parse({ ...(now ?? article), ...text, ...signs, current: current.hash, versions }),
  )
}

/** Which pictures the record itself refers to, but for those that are nowhere. */
function withoutSigns({ leadImage, favicon }: Article, gone: readonly string[]): Partial<Article> {
  const kept = (name: string | null) => (name !== null && gone.includes(name) ? null : name)
  return { leadImage: kept(leadImage), ...(favicon !== undefined && { favicon: kept(favicon) }) }
}

/** Says what became of an immutable file; false where it is not there. */
function told({ tell }: Bench, path: string, what: Awaited<ReturnType<typeof bringBack>>): boolean {
  if (what === 'back') tell('fileDamaged', path, 'mended')
  if (what === 'movedAside') tell('fileDamaged', path, 'movedAside')
  return what === 'sound' || what === 'back'
}

/** Highlights of a version that the article doesn't have are found in the one that is shown. */
async function nameVersions(
  { context, tell }: Bench,
  article: Article,
  highlights: readonly Highlight[],
): Promise<void> {
  const here = new Set(article.versions.map(({ hash }) => hash))
  const astray = highlights.filter(({ contentHash }) => !here.has(contentHash))
  if (astray.length === 0) return
  const path = layout.highlights(article.id)
  await updateRecord(
    context,
    path,
    (bytes) => parseHighlights(bytes, article.id),
    (file) => {
      if (file === null) throw new PostilError('fileMissing', { path })
      const named = file.highlights.map((highlight) =>
        here.has(highlight.contentHash) ? highlight : { ...highlight, contentHash: article.current },
      )
      return { ...file, highlights: named }
    },
  )
  for (const hash of new Set(astray.map(({ contentHash }) => contentHash))) {
    tell('fileMissing', layout.content(article.id, hash), 'mended')
  }
}
