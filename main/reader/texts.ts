import type { DocumentText } from '../core/document/text.ts'
import { documentText } from '../core/document/text.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import type { Library } from '../library/types.ts'

export interface ReadText {
  readonly document: DocumentJSON
  readonly text: DocumentText
}

export interface Texts {
  /** The document that is shown and its text. */
  of(article: Pick<Article, 'id' | 'current'>): Promise<ReadText>
  /** Spares reading what was just written. */
  keep(article: Pick<Article, 'id' | 'current'>, document: DocumentJSON): void
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
  const understand = (document: DocumentJSON): ReadText => ({ document, text: documentText(document) })
  return {
    async of(article) {
      const key = keyOf(article)
      return put(key, kept.get(key) ?? understand(await library.readDocument(article.id, article.current)))
    },
    keep: (article, document) => void put(keyOf(article), understand(document)),
  }
}
