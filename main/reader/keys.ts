import { articleKeys } from '../capture/url.ts'
import type { Article } from '../core/model/article.ts'

/** A page that was given as a file is known by its bytes: it may have no address. `hash` is that of the original. */
export const pageKey = (hash: string): string => `page:${hash}`

/** By what an article is found again when it is saved once more: its addresses, and the pages it was made of. */
export function keysOf(article: Pick<Article, 'url' | 'canonicalUrl' | 'versions'>): string[] {
  const pages = article.versions.flatMap(({ original }) => (original === null ? [] : [pageKey(original)]))
  return [...articleKeys(article), ...pages]
}
