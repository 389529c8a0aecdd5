import { dirname, join } from 'node:path'
import type { Article } from '../../core/model/article.ts'
import type { HighlightsFile } from '../../core/model/highlight.ts'
import { at, type Context } from '../context.ts'
import { discard, rename, syncFolder, together, writeSynced } from '../files.ts'
import { layout, NEW_PREFIX } from '../layout.ts'
import type { Placing } from './place.ts'
import type { SourceRecord } from './source.ts'

/**
 * An article of another copy, whole: its files and records under another name, and when all of that is on the disk, its
 * own. The records are the other copy's byte for byte. Only in the queue of the making of articles.
 */
export async function adoptArticle(
  context: Context,
  placing: Placing,
  article: SourceRecord<Article>,
  highlights: SourceRecord<HighlightsFile> | null,
): Promise<void> {
  const { files } = context
  const { id } = article.value
  const name = `${NEW_PREFIX}${id}`
  const building = at(context, `${layout.articles}/${name}`)
  try {
    await files.mkdir(building, { recursive: true })
    await placing.ofArticle(article.value, `${layout.articles}/${name}`)
    await together([
      writeSynced(files, join(building, 'article.json'), article.bytes),
      ...(highlights ? [writeSynced(files, join(building, 'highlights.json'), highlights.bytes)] : []),
    ])
    await syncFolder(files, building)
    await rename(files, building, at(context, layout.folder(id)))
    await syncFolder(files, dirname(building))
  } catch (error) {
    await discard(files, building)
    throw error
  }
}
