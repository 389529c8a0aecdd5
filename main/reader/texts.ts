import type { DocumentText } from '../core/document/text.ts'
import { documentText } from '../core/document/text.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import type { Library } from '../library/types.ts'

const losses: ReadonlySet<string> = new Set(['articleNotFound', 'recordDamaged', 'fileMissing'])

/** Whether a file of an article is gone or damaged, which is a matter of this one article. */
export function isLoss(thrown: unknown): boolean {
  return thrown instanceof PostilError && losses.has(thrown.code)
}

export interface ReadText {
  readonly document: DocumentJSON
  readonly text: DocumentText
}

export interface Texts {
  /** The document that is shown and its text. */
  of(article: Pick<Article, 'id' | 'current'>): Promise<ReadText>
  /** The same, but an empty text where its file is gone or damaged: for what is known of an article besides. */
  ofOrNone(article: Pick<Article, 'id' | 'current'>): Promise<ReadText>
  /** Spares reading what was just written. */
  keep(article: Pick<Article, 'id' | 'current'>, read: ReadText): void
}

export function understand(document: DocumentJSON): ReadText {
  return { document, text: documentText(document) }
}

/** Documents never change under their hash, so the last `capacity` that were read are kept. */
export function createTexts(library: Library, capacity = 16): Texts {
  const kept = new Map<string, ReadText>()
  const keyOf = ({ id, current }: Pick<Article, 'id' | 'current'>) => `${id}/${current}`
  const put = (key: string, read: ReadText): ReadText => {
    kept.delete(key)
    kept.set(key, read)
    for (const oldest of kept.keys()) {
      if (kept.size <= capacity) break
      kept.delete(oldest)
    }
    return read
  }
  const nothing = understand({ type: 'doc', content: [{ type: 'paragraph' }] })
  const of: Texts['of'] = async (article) => {
    const key = keyOf(article)
    return put(key, kept.get(key) ?? understand(await library.readDocument(article.id, article.current)))
  }
  return {
    of,
    ofOrNone: (article) =>
      of(article).catch((thrown: unknown) => {
        if (isLoss(thrown)) return nothing
        throw thrown
      }),
    keep: (article, read) => void put(keyOf(article), read),
  }
}
