import { articleKeys } from '../capture/url.ts'
import type { ImportReceipt } from '../core/contract.ts'
import { mediaNames } from '../core/document/parse.ts'
import { mergeHighlights } from '../core/merge/index.ts'
import { recordMedia } from '../core/model/article.ts'
import type { AnchorStatus, Highlight } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import type { ImportedArticle } from '../importers/types.ts'
import { resolveAll } from './anchors.ts'
import { decodeBase64 } from './base64.ts'
import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'
import { adoptHighlights, joinArticle, mergeArticle, withoutMedia } from './merging.ts'
import { createPace } from './pace.ts'

type Importing = Pick<UseCases, 'importFile'>
type Outcome = keyof ImportReceipt['articles']

/** Errors that only one article has; with all others there is no use in going on. */
const ofOneArticle: ReadonlySet<string> = new Set(['recordDamaged', 'fileDamaged', 'fileMissing', 'articlePurged'])

/** Whoever shows the list draws it anew each time. */
const TOLD_AT_ONCE = 25

/** Another tool's articles and highlights, merged with what is here. The formats are loaded when one comes. */
export function importingCases(context: Context): Importing {
  const { library, indexing, texts, tasks, emit, clock } = context

  /** The article that this is: by its id, else by its page. Null where it is new. */
  async function counterpart({ article }: ImportedArticle): Promise<string | null> {
    try {
      return (await library.readArticle(article.id)).id
    } catch (thrown) {
      if (!(thrown instanceof PostilError) || thrown.code !== 'articleNotFound') throw thrown
    }
    const keys = articleKeys({ url: null, canonicalUrl: article.canonicalUrl })
    return keys.length === 0 ? null : indexing.ask((index) => index.findByKey(keys))
  }

  async function missingPictures(names: Iterable<string>): Promise<Set<string>> {
    const missing = new Set<string>()
    for (const name of names) {
      try {
        await library.readMedia(name)
      } catch (thrown) {
        if (!(thrown instanceof PostilError) || thrown.code !== 'mediaNotFound') throw thrown
        missing.add(name)
      }
    }
    return missing
  }

  async function add({ article, document, highlights }: ImportedArticle): Promise<void> {
    // Who named its address named it to another library: what a file says opens nobody's private network.
    const { current: _current, versions: _versions, typed: _typed, leadImage, favicon, ...record } = article
    const missing = await missingPictures([...mediaNames(document), ...recordMedia(article)])
    const here = (name: string | null) => (name !== null && missing.has(name) ? null : name)
    await library.createArticle({
      article: { ...record, leadImage: here(leadImage), ...(favicon !== undefined && { favicon: here(favicon) }) },
      document: withoutMedia(document, missing),
      original: null,
      media: [],
      highlights: mergeHighlights([], highlights),
    })
  }

  async function merge(id: string, { article, highlights }: ImportedArticle): Promise<boolean> {
    let changes = 0
    const count = <T>(before: T, after: T): T => {
      if (after !== before) changes += 1
      return after
    }
    const own = await library.readArticle(id)
    // That its reader named the address themselves is not for another's file to say.
    const { typed: _typed, ...given } = article
    const combine = (kept: typeof own) =>
      id === article.id ? mergeArticle(kept, given) : joinArticle(kept, given, clock())
    if (combine(own) !== own) await library.updateArticle(id, (kept) => count(kept, combine(kept)))
    const join = (kept: readonly Highlight[]) => mergeHighlights(kept, adoptHighlights(own, kept, highlights))
    const marks = await library.readHighlights(id)
    if (join(marks) !== marks) await library.updateHighlights(id, (kept) => count(kept, join(kept)))
    return changes > 0
  }

  /** One article; answers what became of it and where its highlights stand now. */
  async function take(imported: ImportedArticle): Promise<{ id: string; outcome: Outcome; statuses: AnchorStatus[] }> {
    const known = await counterpart(imported)
    const id = known ?? imported.article.id
    let outcome: Outcome = 'added'
    if (known === null) await add(imported)
    else outcome = (await merge(known, imported)) ? 'merged' : 'skipped'
    if (outcome !== 'skipped') indexing.refresh(id)
    const { text } = await texts.ofOrNone(await library.readArticle(id))
    const statuses = resolveAll(text.text, imported.highlights).map(({ anchor }) => anchor.status)
    return { id, outcome, statuses }
  }

  return {
    importFile: ({ name, data, from, task }) =>
      tasks.run(task, async ({ signal, progress, check }) => {
        const { detectFormat, importers } = await import('../importers/index.ts')
        const pace = createPace()
        const bytes = await decodeBase64('importFile', data, pace)
        if (bytes.length === 0) throw new PostilError('fileEmpty', { path: name })
        const format = detectFormat(name, bytes, from)
        const imported = await importers[format].read(name, bytes, async () => {
          check()
          await pace()
        })
        await indexing.ready

        const articles = { added: 0, merged: 0, skipped: 0 }
        const highlights = { exact: 0, moved: 0, changed: 0, unsure: 0, lost: 0 }
        const problems = [...imported.problems]
        let untold: string[] = []
        const tell = () => {
          if (untold.length > 0) emit('libraryChanged', { ids: untold })
          untold = []
        }
        try {
          for (const [done, each] of imported.articles.entries()) {
            progress('import', done, imported.articles.length)
            await pace()
            const row = each.article.title
            if (signal.aborted) {
              // What came before is there already: the receipt says so rather than “nothing was saved”.
              problems.push({ row, reason: 'you stopped the import before it was reached' })
              continue
            }
            try {
              const { id, outcome, statuses } = await take(each)
              if (outcome !== 'skipped') untold.push(id)
              if (untold.length >= TOLD_AT_ONCE) tell()
              articles[outcome] += 1
              for (const status of statuses) highlights[status] += 1
            } catch (thrown) {
              if (!(thrown instanceof PostilError) || !ofOneArticle.has(thrown.code)) throw thrown
              problems.push({ row, reason: thrown.message })
            }
          }
        } finally {
          // Also where a full disk ended it: what came before is there.
          tell()
        }
        progress('import', imported.articles.length, imported.articles.length)
        return { format, articles, highlights, problems }
      }),
  }
}
