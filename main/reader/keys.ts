import { articleKeys } from '../capture/url.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import type { Article } from '../core/model/article.ts'
import { encodeDocument } from '../library/durable-json.ts'
import { sha256 } from '../library/parse.ts'

/** A page that was given as a file is known by its bytes: it may have no address. `hash` is that of the original. */
export const pageKey = (hash: string): string => `page:${hash}`

const textKey = (hash: string): string => `text:${hash}`

/** A text that came without an address and without a page is known by itself. */
export const documentKey = (document: DocumentJSON): string => textKey(sha256(encodeDocument(document)))

/**
 * By what an article is found again when it is saved once more: its addresses, the pages it was made of, and where it has
 * neither, its text.
 */
export function keysOf(article: Pick<Article, 'url' | 'canonicalUrl' | 'versions'>): string[] {
  const addresses = articleKeys(article)
  const contents = article.versions.flatMap(({ hash, original }) => {
    if (original !== null) return [pageKey(original)]
    return addresses.length === 0 ? [textKey(hash)] : []
  })
  return [...addresses, ...contents]
}
