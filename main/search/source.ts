import { z } from 'zod'
import { living } from '../core/model/summary.ts'
import type { Column } from './schema.ts'
import { indexedText, indexedTexts } from './tokens.ts'
import type { IndexEntry } from './types.ts'

/** An article's texts, by the column that they are found in. */
export type Source = Readonly<Record<Column, readonly string[]>>

/** A site's name counts as a byline: both say who speaks. */
export function sourceOf({ article, highlights, text }: IndexEntry): Source {
  const alive = living(highlights)
  return {
    title: [article.title],
    byline: [article.byline, article.site].filter((name) => name !== null),
    tags: [...new Set([...article.tags, ...alive.flatMap((highlight) => highlight.tags)])],
    notes: alive.map((highlight) => highlight.note).filter((note) => note !== ''),
    quotes: alive.map((highlight) => highlight.selectors.quote.exact),
    body: [text],
  }
}

/** How a column's texts are stored: a single one as it is, several as a JSON array. */
export function storedText(column: Column, source: Source): string {
  return single.has(column) ? (source[column][0] ?? '') : JSON.stringify(source[column])
}

export function wordsOf(column: Column, source: Source): string {
  return single.has(column) ? indexedText(source[column][0] ?? '') : indexedTexts(source[column])
}

const single: ReadonlySet<Column> = new Set<Column>(['title', 'body'])
const textsSchema = z.array(z.string())

export function storedTexts(column: Column, stored: string): readonly string[] {
  return single.has(column) ? [stored] : textsSchema.parse(JSON.parse(stored))
}
