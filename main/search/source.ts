import { z } from 'zod'
import { living } from '../core/model/summary.ts'
import { indexedText, indexedTexts } from '../core/query/tokens.ts'
import type { Column } from './schema.ts'
import type { IndexEntry } from './types.ts'

/** A text, and the highlight that it belongs to where it is a note or a quotation. */
export interface SourceText {
  readonly highlight: string | null
  readonly text: string
}

/** An article's texts, by the column that they are found in. */
export type Source = Readonly<Record<Column, readonly SourceText[]>>

const plain = (text: string): SourceText => ({ highlight: null, text })

/** A site's name counts as a byline: both say who speaks. */
export function sourceOf({ article, highlights, text }: IndexEntry): Source {
  const alive = living(highlights)
  return {
    title: [plain(article.title)],
    byline: [article.byline, article.site].filter((name) => name !== null).map(plain),
    tags: [...new Set([...article.tags, ...alive.flatMap((highlight) => highlight.tags)])].map(plain),
    notes: alive
      .filter((highlight) => highlight.note !== '')
      .map((highlight) => ({ highlight: highlight.id, text: highlight.note })),
    quotes: alive.map((highlight) => ({ highlight: highlight.id, text: highlight.selectors.quote.exact })),
    body: [plain(text)],
  }
}

/** Columns with a single text, which is stored as it is. */
const single: ReadonlySet<Column> = new Set<Column>(['title', 'body'])
/** Columns whose texts belong to a highlight each. */
const marked: ReadonlySet<Column> = new Set<Column>(['notes', 'quotes'])

const textsSchema = z.array(z.string())
const markedSchema = z.array(z.tuple([z.string(), z.string()]))

/** How a column's texts are stored (see schema.ts). */
export function storedText(column: Column, source: Source): string {
  const texts = source[column]
  if (single.has(column)) return texts[0]?.text ?? ''
  return JSON.stringify(texts.map(({ highlight, text }) => (marked.has(column) ? [highlight, text] : text)))
}

export function wordsOf(column: Column, source: Source): string {
  const texts = source[column].map(({ text }) => text)
  return single.has(column) ? indexedText(texts[0] ?? '') : indexedTexts(texts)
}

export function storedTexts(column: Column, stored: string): readonly SourceText[] {
  if (single.has(column)) return [plain(stored)]
  if (!marked.has(column)) return textsSchema.parse(JSON.parse(stored)).map(plain)
  return markedSchema.parse(JSON.parse(stored)).map(([highlight, text]) => ({ highlight, text }))
}
