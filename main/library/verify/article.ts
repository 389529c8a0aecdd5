import { mediaNames } from '../../core/document/parse.ts'
import { type Article, recordMedia } from '../../core/model/article.ts'
import type { HighlightsFile } from '../../core/model/highlight.ts'
import { at, type Context } from '../context.ts'
import { backupOf } from '../durable-json.ts'
import { namesIn, ownSize, sizeIfThere } from '../files.ts'
import { type Decode, decodeDocument, decodeOriginal } from '../immutable.ts'
import { layout } from '../layout.ts'
import { mediaPath } from '../media.ts'
import { parseArticle, parseHighlights } from '../records.ts'
import { Findings } from './findings.ts'

export interface CheckedArticle extends Findings {
  /** Pictures that it refers to. */
  readonly media: ReadonlySet<string>
}

const known = new Set(['article.json', 'highlights.json', 'content', 'original'])

/** Looks at every file of an article, and whether what they refer to is there. One that is gone by now has none. */
export async function checkArticle(context: Context, id: string): Promise<CheckedArticle> {
  const found = new ArticleFindings(context)
  if ((await sizeIfThere(context.files, at(context, layout.folder(id)))) !== null) await found.look(id)
  return found
}

class ArticleFindings extends Findings implements CheckedArticle {
  readonly #context: Context
  readonly media = new Set<string>()

  constructor(context: Context) {
    super(context)
    this.#context = context
  }

  async look(id: string): Promise<void> {
    const article = await this.#record(layout.article(id), (bytes) => parseArticle(bytes, id))
    const optional = { optional: true }
    const highlights = await this.#record(layout.highlights(id), (bytes) => parseHighlights(bytes, id), optional)
    await this.#strangers(layout.folder(id), (name) => known.has(name.replace(/\.bak$/, '')))
    if (article) await this.#references(article, highlights)
    // Deleted for good while it was looked at.
    if ((await sizeIfThere(this.#context.files, at(this.#context, layout.folder(id)))) === null)
      this.problems.length = 0
  }

  /** The record, and the one before it. */
  async #record<T>(path: string, parse: (bytes: Uint8Array) => T, options = {}): Promise<T | null> {
    const record = await this.file(path, parse, options)
    await this.file(backupOf(path), parse, { optional: true })
    return record
  }

  async #references(article: Article, highlights: HighlightsFile | null): Promise<void> {
    const { id } = article
    if (!article.versions.some((version) => version.hash === article.current)) {
      this.missing(layout.content(id, article.current))
    }
    for (const name of recordMedia(article)) this.media.add(name)
    const kept = new Set<string>()
    for (const { hash, original } of article.versions) {
      kept.add(layout.content(id, hash))
      const document = await this.#immutable(layout.content(id, hash), hash, decodeDocument)
      if (document) for (const name of mediaNames(document)) this.media.add(name)
      if (original === null) continue
      kept.add(layout.original(id, original))
      await this.#immutable(layout.original(id, original), original, decodeOriginal)
    }
    for (const { contentHash } of highlights?.highlights ?? []) {
      const path = layout.content(id, contentHash)
      if (!kept.has(path)) this.missing(path)
    }
    for (const name of this.media) {
      const size = await ownSize(this.#context.files, at(this.#context, mediaPath(name)))
      if (size === null) this.missing(mediaPath(name))
    }
    for (const folder of ['content', 'original']) {
      const path = `${layout.folder(id)}/${folder}`
      await this.#strangers(path, (name) => kept.has(`${path}/${name}`))
    }
  }

  async #strangers(folder: string, isKnown: (name: string) => boolean): Promise<void> {
    for (const name of await namesIn(this.#context.files, at(this.#context, folder))) {
      if (!isKnown(name)) this.unused.push(`${folder}/${name}`)
    }
  }

  #immutable<T>(path: string, hash: string, decode: Decode<T>): Promise<T | null> {
    return this.file(path, (bytes) => decode(bytes, hash))
  }
}
