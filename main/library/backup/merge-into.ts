import type { MergeReceipt, Problem } from '../../core/contract.ts'
import { canonicalJSON, compareText } from '../../core/merge/canonical.ts'
import { mergeArticles, mergeHighlights, sameRecord } from '../../core/merge/index.ts'
import { type Article, articleSchema } from '../../core/model/article.ts'
import { type HighlightsFile, highlightsFileSchema } from '../../core/model/highlight.ts'
import { afterlife, type Tombstone } from '../../core/model/tombstone.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { writeFailure } from '../failures.ts'
import { sizeIfThere } from '../files.ts'
import { layout } from '../layout.ts'
import { Damage, parseMended } from '../parse.ts'
import type { Queued } from '../queues.ts'
import { updateRecord } from '../record.ts'
import { noHighlights, parseArticle, parseHighlights, parseSettings } from '../records.ts'
import { articleIds } from '../stamps.ts'
import { parseTombstone, readTombstone, writeTombstone } from '../tombstones.ts'
import { faceTombstone } from '../trash.ts'
import { adoptArticle } from './adopt.ts'
import { soundRecord } from './collect.ts'
import { Placing } from './place.ts'
import type { LibrarySource, SourceArticle } from './source.ts'
import type { Work } from './work.ts'

export interface MergeOptions extends Work {
  /** An article is another one now, or gone; also where the work ends with an error later. */
  readonly onChanged?: ((id: string) => void) | undefined
}

/** Errors that only one article has; with all others there is no use in going on. */
const ofOneArticle: ReadonlySet<string> = new Set([
  'recordDamaged',
  'fileDamaged',
  'fileMissing',
  'fileUnreadable',
  'libraryNewer',
])

/**
 * Merges another copy of a library into this one, record by record (see core/merge). Every article is whole at every
 * moment, so what interrupts it leaves a library in which a part is merged, and doing it again does the rest. Into a
 * library without any articles, the settings come along. Throws `libraryReadOnly`, `diskFull`, `writeFailed`,
 * `backupDamaged`; what only concerns one article is among the problems, and that it was stopped.
 */
export async function mergeInto(
  context: Context,
  queued: Queued,
  source: LibrarySource,
  options: MergeOptions,
): Promise<MergeReceipt> {
  const merging = new Merging(context, queued, source, options.onChanged)
  try {
    await merging.settings()
    const steps = [
      ...source.ids.map((id) => () => merging.article(id)),
      ...source.tombstones.map((id) => () => merging.tombstone(id)),
    ]
    for (const [done, step] of steps.entries()) {
      if (options.signal?.aborted) return merging.receipt(done, steps.length)
      await options.pace?.()
      options.onProgress?.(done, steps.length)
      await step()
    }
    options.onProgress?.(steps.length, steps.length)
    return merging.receipt(steps.length, steps.length)
  } catch (error) {
    throw writeFailure(error, context.root, context.root)
  }
}

class Merging {
  readonly #context: Context
  readonly #queued: Queued
  readonly #source: LibrarySource
  readonly #placing: Placing
  readonly #onChanged: (id: string) => void
  readonly #articles = { added: 0, changed: 0, same: 0, deleted: 0 }
  readonly #highlights = { added: 0, changed: 0 }
  readonly #problems: Problem[] = []

  constructor(context: Context, queued: Queued, source: LibrarySource, onChanged: (id: string) => void = () => {}) {
    this.#context = context
    this.#queued = queued
    this.#source = source
    this.#placing = new Placing(context, source)
    this.#onChanged = onChanged
  }

  /** What came of so many of the records. */
  receipt(done: number, total: number): MergeReceipt {
    const stopped = done < total ? [problemOf(new PostilError('mergeStopped', { done, total }), '')] : []
    return {
      articles: this.#articles,
      highlights: this.#highlights,
      files: this.#placing.files,
      problems: [...this.#problems, ...this.#placing.problems, ...stopped],
    }
  }

  async settings(): Promise<void> {
    if ((await articleIds(this.#context)).length > 0) return
    const path = layout.settings
    await this.#guard(path, async () => {
      const bytes = await this.#source.read(path)
      if (bytes === null) return
      const given = parseMended(bytes, parseSettings).value
      await this.#queued(path, () => updateRecord(this.#context, path, parseSettings, () => given))
    })
  }

  async article(id: string): Promise<void> {
    await this.#guard(layout.article(id), async () => {
      const given = await this.#source.article(id)
      if (given === null) return
      const there = (await sizeIfThere(this.#context.files, at(this.#context, layout.folder(id)))) !== null
      if (there) await this.#mergeArticle(id, given)
      else await this.#addArticle(id, given)
    })
  }

  async #addArticle(id: string, { article, highlights }: SourceArticle): Promise<void> {
    if (article === null) throw new PostilError('fileMissing', { path: layout.article(id) })
    const tombstone = await readTombstone(this.#context, id)
    if (tombstone && afterlife(tombstone, article.value, highlights?.value.highlights ?? []) === 'gone') {
      this.#articles.deleted += 1
      return
    }
    await this.#queued('create', () => adoptArticle(this.#context, this.#placing, article, highlights))
    this.#onChanged(id)
    if (tombstone) await faceTombstone(this.#context, this.#queued, id)
    this.#articles.added += 1
    this.#highlights.added += highlights?.value.highlights.length ?? 0
  }

  /** Files first, then the record that names them, then what is drawn over them. */
  async #mergeArticle(id: string, { article, highlights }: SourceArticle): Promise<void> {
    let changes = 0
    try {
      const placed = this.#placing.files
      if (article) {
        await this.#queued('create', () => this.#placing.ofArticle(article.value, layout.folder(id)))
        if (await this.#mergeRecord(id, article.value)) changes += 1
      }
      if (highlights && (await this.#mergeMarks(id, highlights.value))) changes += 1
      changes += this.#placing.files - placed
    } finally {
      if (changes > 0) this.#onChanged(id)
    }
    this.#articles[changes > 0 ? 'changed' : 'same'] += 1
  }

  async #mergeRecord(id: string, given: Article): Promise<boolean> {
    return this.#update<Article>(
      layout.article(id),
      (bytes) => parseArticle(bytes, id),
      (own) => (own === null ? given : mergedArticle(own, given)),
    )
  }

  async #mergeMarks(id: string, given: HighlightsFile): Promise<boolean> {
    let counts = { added: 0, changed: 0 }
    const changed = await this.#update<HighlightsFile>(
      layout.highlights(id),
      (bytes) => parseHighlights(bytes, id),
      (present) => {
        const own = present ?? noHighlights
        const highlights = mergeHighlights(own.highlights, given.highlights)
        if (highlights === own.highlights && present) return present
        const before = new Map(own.highlights.map((highlight) => [highlight.id, highlight]))
        const added = highlights.filter((highlight) => !before.has(highlight.id)).length
        const same = highlights.filter((highlight) => sameRecord(before.get(highlight.id), highlight)).length
        counts = { added, changed: highlights.length - added - same }
        return highlightsFileSchema.parse({ ...given, ...present, highlights: [...highlights] })
      },
    )
    this.#highlights.added += counts.added
    this.#highlights.changed += counts.changed
    return changed
  }

  /** Changes a record in its queue. One that is damaged here was set aside by the first look; the other one replaces it. */
  async #update<T>(path: string, parse: (bytes: Uint8Array) => T, change: (own: T | null) => T): Promise<boolean> {
    let changed = false
    const update = () =>
      this.#queued(path, () =>
        updateRecord(this.#context, path, parse, (own) => {
          const after = change(own)
          changed = after !== own
          return after
        }),
      )
    await update().catch((error: unknown) => {
      if (error instanceof PostilError && error.code === 'recordDamaged') return update()
      throw error
    })
    return changed
  }

  /** What was deleted for good there and is here meets its end, or what was made since keeps it in the trash. */
  async tombstone(id: string): Promise<void> {
    const path = layout.tombstone(id)
    await this.#guard(path, async () => {
      const bytes = await this.#source.read(path)
      if (bytes === null) return
      const given = parseMended(bytes, (each) => parseTombstone(each, id)).value
      // In the queue of everybody who writes one.
      const settled = await this.#queued('create', async () => {
        const own = await readTombstone(this.#context, id)
        const united = own ? laterDeath(own, given) : given
        if (await isSettled(this.#context, united)) return true
        if (!sameRecord(own, united)) await writeTombstone(this.#context, united)
        return false
      })
      if (settled || (await faceTombstone(this.#context, this.#queued, id)) === null) return
      this.#articles.changed += 1
      this.#onChanged(id)
    })
  }

  /** What is wrong with one record keeps no other waiting. */
  async #guard(path: string, work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      const error = asProblem(thrown, path)
      if (error === null) throw thrown
      this.#problems.push(problemOf(error, typeof error.details.path === 'string' ? error.details.path : path))
    }
  }
}

function mergedArticle(own: Article, given: Article): Article {
  const merged = mergeArticles(own, given)
  return merged === own ? own : articleSchema.parse(merged)
}

/** The same on both sides, and again. */
function laterDeath(own: Tombstone, given: Tombstone): Tombstone {
  const keyOf = (each: Tombstone) => [each.deletedAt, each.purgedAt].map((time) => Date.parse(time))
  const [[mine = 0, mineGone = 0], [theirs = 0, theirsGone = 0]] = [keyOf(own), keyOf(given)]
  const order = mine - theirs || mineGone - theirsGone || compareText(canonicalJSON(own), canonicalJSON(given))
  return order < 0 ? given : own
}

/** Whether an article that is here is already what its tombstone would make of it. */
async function isSettled(context: Context, tombstone: Tombstone): Promise<boolean> {
  const { id } = tombstone
  const { record } = await soundRecord(context, layout.article(id), (bytes) => parseArticle(bytes, id))
  if (!record?.value) return false
  const marks = await soundRecord(context, layout.highlights(id), (bytes) => parseHighlights(bytes, id))
  const verdict = afterlife(tombstone, record.value, marks.record?.value?.highlights ?? [])
  return verdict === 'alive' || (verdict === 'trash' && record.value.deletedAt !== undefined)
}

function asProblem(thrown: unknown, path: string): PostilError | null {
  if (thrown instanceof Damage) return new PostilError('fileDamaged', { path, reason: thrown.message })
  return thrown instanceof PostilError && ofOneArticle.has(thrown.code) ? thrown : null
}
