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
}

/** Documents never change under their hash, so the last `capacity` that were read are kept. */
export function createTexts(library: Library, capacity = 16): Texts {
  const kept = new Map<string, ReadText>()
  return {
    async of({ id, current }) {
      const key = `${id}/${current}`
      let read = kept.get(key)
      if (!read) {
        const document = await library.readDocument(id, current)
        read = { document, text: documentText(document) }
      }
      kept.delete(key)
      kept.set(key, read)
      for (const oldest of kept.keys()) {
        if (kept.size <= capacity) break
        kept.delete(oldest)
      }
      return read
    },
  }
}
