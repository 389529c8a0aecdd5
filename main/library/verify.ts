import type { Problem } from '../core/contract.ts'
import { mediaNames } from '../core/document/parse.ts'
import type { Article } from '../core/model/article.ts'
import type { HighlightsFile } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import { at, type Context, problemOf } from './context.ts'
import { reasonOf } from './failures.ts'
import { namesIn, readIfThere } from './files.ts'
import { type Decode, decodeDocument, decodeOriginal } from './immutable.ts'
import { isLeftover, layout } from './layout.ts'
import { mediaPath } from './media.ts'
import { sha256 } from './parse.ts'
import { isAsideOf, REPLACED } from './quarantine.ts'
import { parseArticle, parseHighlights, parseSettings } from './records.ts'
import { articleIds } from './stamps.ts'

export interface VerifyOptions {
  readonly signal?: AbortSignal
  /** Articles and pictures looked at, of how many. */
  readonly onProgress?: (done: number, total: number) => void
}

export interface Verified {
  checked: number
  problems: readonly Problem[]
  unused: readonly string[]
}

/** Looks at every file and changes none. Throws `cancelled`. */
export async function verifyLibrary(context: Context, options: VerifyOptions): Promise<Verified> {
  const check = new Check(context)
  await check.file(layout.library, async () => {})
  await check.file(layout.settings, async (bytes) => parseSettings(bytes), { optional: true })
  const ids = await articleIds(context)
  const media = (await namesIn(context.files, at(context, layout.media))).filter((name) => !isLeftover(name))
  const total = ids.length + media.length
  let done = 0
  const step = (): void => {
    if (options.signal?.aborted) throw new PostilError('cancelled')
    options.onProgress?.(done++, total)
  }
  for (const id of ids) {
    step()
    await check.article(id, new Set(media))
  }
  for (const name of media) {
    step()
    await check.picture(name)
  }
  options.onProgress?.(total, total)
  await check.quarantine()
  return check.result()
}

class Check {
  readonly #context: Context
  readonly #problems: Problem[] = []
  readonly #unused: string[] = []
  readonly #mediaInUse = new Set<string>()
  /** Immutable files that are as they were written: what was set aside of one is missed by nobody any more. */
  readonly #sound: string[] = []
  #checked = 0

  constructor(context: Context) {
    this.#context = context
  }

  result(): Verified {
    return { checked: this.#checked, problems: this.#problems, unused: this.#unused }
  }

  /** Reads a file and looks at it; null where something is wrong with it, or where it may be missing and is. */
  async file<T>(path: string, look: (bytes: Uint8Array) => Promise<T>, { optional = false } = {}): Promise<T | null> {
    try {
      const bytes = await readIfThere(this.#context.files, at(this.#context, path))
      if (bytes === null) {
        if (!optional) this.#report(new PostilError('fileMissing', { path }), path)
        return null
      }
      this.#checked++
      return await look(bytes)
    } catch (error) {
      const damage =
        error instanceof PostilError ? error : new PostilError('fileDamaged', { path, reason: reasonOf(error) })
      this.#report(damage, path)
      return null
    }
  }

  async article(id: string, media: ReadonlySet<string>): Promise<void> {
    const article = await this.file(layout.article(id), async (bytes) => parseArticle(bytes, id))
    const highlights = await this.file(layout.highlights(id), async (bytes) => parseHighlights(bytes, id), {
      optional: true,
    })
    if (article) await this.#versions(article, highlights, media)
  }

  async #versions(article: Article, highlights: HighlightsFile | null, media: ReadonlySet<string>): Promise<void> {
    const { id } = article
    if (!article.versions.some((version) => version.hash === article.current)) {
      this.#missing(layout.content(id, article.current))
    }
    const referred = new Set(article.leadImage === null ? [] : [article.leadImage])
    const kept = new Set<string>()
    for (const { hash, original } of article.versions) {
      kept.add(layout.content(id, hash))
      const document = await this.#immutable(layout.content(id, hash), hash, decodeDocument)
      if (document) for (const name of mediaNames(document)) referred.add(name)
      if (original === null) continue
      kept.add(layout.original(id, original))
      await this.#immutable(layout.original(id, original), original, decodeOriginal)
    }
    for (const { contentHash } of highlights?.highlights ?? []) {
      const path = layout.content(id, contentHash)
      if (!kept.has(path)) this.#missing(path)
    }
    for (const name of referred) {
      this.#mediaInUse.add(name)
      if (!media.has(name)) this.#missing(mediaPath(name))
    }
    for (const folder of ['content', 'original']) {
      const path = `${layout.folder(id)}/${folder}`
      for (const name of await namesIn(this.#context.files, at(this.#context, path))) {
        if (!kept.has(`${path}/${name}`)) this.#unused.push(`${path}/${name}`)
      }
    }
  }

  async picture(name: string): Promise<void> {
    await this.file(mediaPath(name), async (bytes) => {
      if (!name.startsWith(sha256(bytes))) throw new Error('its content does not have the hash in its name')
    })
    if (!this.#mediaInUse.has(name)) this.#unused.push(mediaPath(name))
  }

  /** What was set aside without a replacement is still missing somewhere. */
  async quarantine(): Promise<void> {
    for (const name of await namesIn(this.#context.files, at(this.#context, layout.quarantine))) {
      const path = `${layout.quarantine}/${name}`
      const missed = !name.endsWith(REPLACED) && !this.#sound.some((sound) => isAsideOf(name, sound))
      if (!missed) this.#unused.push(path)
      else this.#report(new PostilError('recordDamaged', { path }), path)
    }
  }

  #immutable<T>(path: string, hash: string, decode: Decode<T>): Promise<T | null> {
    return this.file(path, async (bytes) => {
      const decoded = await decode(bytes, hash)
      this.#sound.push(path)
      return decoded
    })
  }

  #missing(path: string): void {
    if (this.#problems.some((problem) => problem.code === 'fileMissing' && problem.path === path)) return
    this.#report(new PostilError('fileMissing', { path }), path)
  }

  #report(error: PostilError, path: string): void {
    this.#problems.push(problemOf(error, path))
  }
}
