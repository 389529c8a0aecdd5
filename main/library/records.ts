import { ARTICLE_VERSION, type Article, articleSchema } from '../core/model/article.ts'
import { HIGHLIGHT_VERSION, type HighlightsFile, highlightsFileSchema } from '../core/model/highlight.ts'
import { migrateArticle, migrateHighlightsFile } from '../core/model/migrate.ts'
import { SETTINGS_VERSION, type Settings, settingsSchema } from '../core/model/settings.ts'
import { Damage, parseRecord } from './parse.ts'

/** A record that stands in another article's folder is no record of this one. */
export function parseArticle(bytes: Uint8Array, id: string): Article {
  const article = parseRecord(bytes, articleSchema, ARTICLE_VERSION, migrateArticle)
  if (article.id !== id) throw new Damage(`id: it is the record of ${article.id}`)
  return article
}

export function parseHighlights(bytes: Uint8Array, id: string): HighlightsFile {
  const file = parseRecord(bytes, highlightsFileSchema, HIGHLIGHT_VERSION, migrateHighlightsFile)
  const stray = file.highlights.find((highlight) => highlight.articleId !== id)
  if (stray) throw new Damage(`highlights: one of them belongs to ${stray.articleId}`)
  return file
}

export function parseSettings(bytes: Uint8Array): Settings {
  return parseRecord(bytes, settingsSchema, SETTINGS_VERSION)
}

export const noHighlights: HighlightsFile = { version: HIGHLIGHT_VERSION, highlights: [] }
