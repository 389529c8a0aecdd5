import { dirname, join } from 'node:path'
import type { Problem } from '../../core/contract.ts'
import { type Article, recordMedia } from '../../core/model/article.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { placeFile, readIfThere, syncFolder } from '../files.ts'
import { isSound } from '../immutable.ts'
import { layout } from '../layout.ts'
import { mediaPath } from '../media.ts'
import { setAside } from '../quarantine.ts'
import { mediaIn } from './collect.ts'
import type { LibrarySource } from './source.ts'

/**
 * Puts the immutable files that articles name into the library, as far as they are not there or are damaged there, and
 * another copy has them. Only in the queue of the making of articles.
 */
export class Placing {
  /** Files that were not here. */
  files = 0
  readonly problems: Problem[] = []
  readonly #context: Context
  readonly #source: LibrarySource
  readonly #pictures = new Set<string>()

  constructor(context: Context, source: LibrarySource) {
    this.#context = context
    this.#source = source
  }

  /**
   * The texts and pages of an article, into a folder of the library's `articles` (its own, or the one in which it is being
   * built), and its pictures. Where the source has records alone, only texts that are nowhere are told of.
   */
  async ofArticle(article: Article, folder: string): Promise<void> {
    const named = new Set(recordMedia(article))
    for (const { hash, original } of article.versions) {
      const text = layout.content(article.id, hash)
      const bytes = await this.#place(text, folder)
      if (bytes) for (const name of mediaIn(text, bytes)) named.add(name)
      if (original !== null) await this.#place(layout.original(article.id, original), folder)
    }
    this.#context.mediaUses.note(article.id, named)
    for (const name of named) {
      if (this.#pictures.has(name)) continue
      this.#pictures.add(name)
      await this.#place(mediaPath(name), null)
    }
  }

  /** Answers the file's bytes, wherever they were; null where neither has it. `folder` stands for the article's own. */
  async #place(path: string, folder: string | null): Promise<Uint8Array | null> {
    const { files } = this.#context
    const here = at(this.#context, folder === null ? path : path.replace(/^articles\/[^/]+/, folder))
    const own = await readIfThere(files, here)
    if (own && (await isSound(path, own))) return own
    const given = await this.#source.read(path)
    if (given === null || !(await isSound(path, given))) {
      this.#miss(path, { own: own !== null, given: given !== null })
      return null
    }
    if (own) await setAside(this.#context, path, { move: false, replaced: true })
    await files.mkdir(dirname(here), { recursive: true })
    if (folder !== null) await syncFolder(files, dirname(dirname(here)))
    const temp = join(folder === null ? dirname(here) : dirname(dirname(here)), '.merge.tmp')
    await placeFile(files, here, temp, given)
    this.files += 1
    return given
  }

  #miss(path: string, { own, given }: { readonly own: boolean; readonly given: boolean }): void {
    if (this.#source.scope === 'records' && !path.includes('/content/')) return
    const reason = 'its content does not have the hash in its name'
    const error =
      own || given ? new PostilError('fileDamaged', { path, reason }) : new PostilError('fileMissing', { path })
    this.problems.push(problemOf(error, path))
  }
}
