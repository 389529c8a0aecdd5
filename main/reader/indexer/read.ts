import { mediaNames, walk } from '../../core/document/parse.ts'
import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON } from '../../core/document/types.ts'
import { type Article, recordMedia } from '../../core/model/article.ts'
import { documentNow, recordsNow } from '../../library/scan.ts'
import type { IndexEntry, IndexedContent, SearchIndex } from '../../search/types.ts'
import { keysOf } from '../keys.ts'

/** What the index keeps of an article's documents: the one that is shown (null where it is lost), and the earlier ones. */
export function contentOf(
  article: Pick<Article, 'leadImage' | 'favicon'>,
  shown: DocumentJSON | null,
  earlier: readonly DocumentJSON[],
  text: string,
): IndexedContent {
  const media = new Set(recordMedia(article))
  for (const document of shown ? [shown, ...earlier] : earlier) for (const name of mediaNames(document)) media.add(name)
  let images = 0
  if (shown) for (const { node } of walk(shown)) if (node.type === 'image') images += 1
  return { text, images, media: [...media] }
}

/** From the files to what the index is given. Throws where a record or a document cannot be read as it is. */
export function readEntry(root: string, id: string, stamp: string, index: SearchIndex): IndexEntry {
  const { article, highlights } = recordsNow(root, id)
  return { article, highlights, keys: keysOf(article), stamp, ...readContent(root, article, index) }
}

/** A document never changes under its hash: what was indexed of it needs no second look. */
function readContent(root: string, article: Article, index: SearchIndex): IndexedContent {
  const { id, current, versions } = article
  const known = versions.length === 1 ? index.contentOf(id, current) : null
  if (known && recordMedia(article).every((name) => known.media.includes(name))) return known
  const shown = documentNow(root, id, current)
  const earlier = versions.filter(({ hash }) => hash !== current).map(({ hash }) => documentNow(root, id, hash))
  return contentOf(article, shown, earlier, documentText(shown).text)
}
