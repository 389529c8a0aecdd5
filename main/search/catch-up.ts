import { setImmediate as turn } from 'node:timers/promises'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { type ErrorData, PostilError, toErrorData } from '../core/result.ts'
import type { IndexEntry, SearchIndex } from './types.ts'

/** What catching up needs of a library. */
export interface IndexedLibrary {
  stamps(): Promise<ReadonlyMap<string, string>>
  readArticle(id: string): Promise<Article>
  readHighlights(id: string): Promise<readonly Highlight[]>
  readDocument(id: string, hash: string): Promise<DocumentJSON>
}

export interface CaughtUp {
  readonly indexed: number
  readonly removed: number
  /** Articles that could not be read, and why; they are not in the index until they change. */
  readonly damaged: readonly { readonly id: string; readonly error: ErrorData }[]
}

/**
 * Brings the index up to date with the files: whatever the one and the other say differently is read again. One article
 * at a time, giving way to other work in between; what others index meanwhile is left as they put it.
 * Throws `cancelled`, and what the index throws.
 */
export async function syncIndex(options: {
  readonly library: IndexedLibrary
  readonly index: SearchIndex
  /** `documentText`. */
  readonly readText: (document: DocumentJSON) => string
  readonly signal?: AbortSignal
  readonly onProgress?: (done: number, total: number) => void
}): Promise<CaughtUp> {
  const { library, index, signal, onProgress } = options
  // The index first: an article that is made between the two looks is not taken for one that vanished.
  const indexed = index.stamps()
  const present = await library.stamps()
  const vanished = [...indexed.keys()].filter((id) => !present.has(id))
  // Newest first: what one looks at first is there first.
  const differing = [...present].filter(([id, stamp]) => indexed.get(id) !== stamp).reverse()
  for (const id of vanished) index.remove(id)

  const damaged: { id: string; error: ErrorData }[] = []
  let done = 0
  onProgress?.(0, differing.length)
  for (const [id, stamp] of differing) {
    if (signal?.aborted) throw new PostilError('cancelled')
    const before = index.stampOf(id)
    const entry = await readEntry(options, id, stamp).catch((error: unknown) => toErrorData(error))
    // Whoever changed the article meanwhile has indexed a newer state than was read here.
    if (index.stampOf(id) === before) {
      if ('article' in entry) index.put(entry)
      else index.remove(id)
    }
    if (!('article' in entry)) damaged.push({ id, error: entry })
    done++
    onProgress?.(done, differing.length)
    await turn()
  }
  return { indexed: differing.length - damaged.length, removed: vanished.length, damaged }
}

async function readEntry(
  { library, readText }: Pick<Parameters<typeof syncIndex>[0], 'library' | 'readText'>,
  id: string,
  stamp: string,
): Promise<IndexEntry> {
  const article = await library.readArticle(id)
  const highlights = await library.readHighlights(id).catch((error: unknown) => {
    // Set aside just now and reported by the library: the article is still of use.
    if (error instanceof PostilError && error.code === 'recordDamaged') return library.readHighlights(id)
    throw error
  })
  const document = await library.readDocument(id, article.current)
  return { article, highlights, text: readText(document), stamp }
}
