import { ARTICLE_VERSION, type Article, articleSchema } from '../core/model/article.ts'
import {
  HIGHLIGHT_VERSION,
  type HighlightsFile,
  highlightSchema,
  highlightsFileSchema,
} from '../core/model/highlight.ts'
import { migrateArticle, migrateHighlight, migrateHighlightsFile } from '../core/model/migrate.ts'
import { defaultSettings, SETTINGS_VERSION, type Settings, settingsSchema } from '../core/model/settings.ts'
import { PostilError } from '../core/result.ts'
import { Damage, parseRecord, parseSummed } from './parse.ts'

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

/**
 * For reading only: a newer Postil's record, as far as today's schema fits it. Nothing of it may be written, since what
 * this Postil doesn't understand would be lost or come to contradict it. Throws as `parseArticle` does.
 */
export function viewArticle(bytes: Uint8Array, id: string): Article {
  return whereNewer(
    () => parseArticle(bytes, id),
    (value) => {
      const fitting = articleSchema.safeParse({ ...value, version: ARTICLE_VERSION }).data
      return fitting?.id === id ? fitting : null
    },
    bytes,
  )
}

/** The same for highlights; of a newer Postil's those that fit. */
export function viewHighlights(bytes: Uint8Array, id: string): HighlightsFile {
  return whereNewer(
    () => parseHighlights(bytes, id),
    (value) => {
      if (!Array.isArray(value.highlights)) return null
      const highlights = value.highlights.flatMap((each: unknown) => {
        const fitting = highlightSchema.safeParse(lowered(migrateHighlight(each))).data
        return fitting?.articleId === id ? [fitting] : []
      })
      return { version: HIGHLIGHT_VERSION, highlights }
    },
    bytes,
  )
}

/** Settings of a newer Postil that cannot be understood are as good as none: it is only how things look. */
export function viewSettings(bytes: Uint8Array): Settings {
  const view = (value: object) => settingsSchema.safeParse({ ...value, version: SETTINGS_VERSION }).data
  return whereNewer(
    () => parseSettings(bytes),
    (value) => view(value) ?? defaultSettings,
    bytes,
  )
}

function lowered(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? { ...value, version: HIGHLIGHT_VERSION } : value
}

function whereNewer<T>(parse: () => T, view: (value: Record<string, unknown>) => T | null, bytes: Uint8Array): T {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof PostilError) || error.code !== 'libraryNewer') throw error
    const value = parseSummed(bytes)
    const fitting = typeof value === 'object' && value !== null ? view({ ...value }) : null
    if (fitting === null) throw error
    return fitting
  }
}

export const noHighlights: HighlightsFile = { version: HIGHLIGHT_VERSION, highlights: [] }
