import { z } from 'zod'
import type { SearchHit, Snippet } from '../core/contract.ts'
import { summaryRowSchema } from './list.ts'
import { matchOf, parseQuery, type Term } from './query.ts'
import { type Column, columns, score } from './schema.ts'
import { bestWindow, cut, type Window } from './snippet.ts'
import { storedTexts } from './source.ts'
import type { Statements } from './statements.ts'

const hitSchema = summaryRowSchema.extend(
  Object.fromEntries(columns.map((column) => [column, z.string()])) as Record<Column, z.ZodString>,
)
type HitRow = z.infer<typeof hitSchema>

const fields: Readonly<Record<Column, Snippet['field']>> = {
  title: 'title',
  byline: 'byline',
  tags: 'tag',
  notes: 'note',
  quotes: 'quote',
  body: 'text',
}
/** Columns whose texts are short and shown whole. */
const shown: ReadonlySet<Column> = new Set<Column>(['title', 'byline', 'tags'])

const best = `
  SELECT words.rowid AS hit, ${score} AS score, article.created_at AS age, article.id AS name
  FROM words JOIN article ON article.n = words.rowid
  WHERE words MATCH ? AND article.deleted = 0
  ORDER BY score, age DESC, name DESC LIMIT ?`
const texts = columns.map((column) => `source.${column}`).join(', ')
const bestSql = `
  SELECT summary, ${texts} FROM (${best})
  JOIN article ON article.n = hit JOIN source ON source.n = hit
  ORDER BY score, age DESC, name DESC`
const withoutSql = `
  SELECT summary FROM article WHERE deleted = 0 AND n NOT IN (SELECT rowid FROM words WHERE words MATCH ?)
  ORDER BY created_at DESC, id DESC LIMIT ?`

/** Best match first, the newer of two that are alike. A query that only leaves out finds the rest, newest first. */
export function findEntries(statements: Statements, query: string, limit: number): readonly SearchHit[] {
  const { wanted, unwanted } = parseQuery(query)
  const wantedMatch = matchOf(wanted, 'AND')
  const unwantedMatch = matchOf(unwanted, 'OR')
  if (wantedMatch === null) {
    if (unwantedMatch === null) return []
    const rest = statements.all(summaryRowSchema, withoutSql, unwantedMatch, limit)
    return rest.map(({ summary }) => ({ article: summary, snippet: null }))
  }
  const match = unwantedMatch === null ? wantedMatch : `(${wantedMatch}) NOT (${unwantedMatch})`
  const rows = statements.all(hitSchema, bestSql, match, limit)
  return rows.map((row) => ({ article: row.summary, snippet: snippetOf(row, wanted) }))
}

/** From the text with the most of what was asked for; among equals, the weightier column. */
function snippetOf(row: HitRow, terms: readonly Term[]): Snippet | null {
  let found: { column: Column; text: string; window: Window } | null = null
  for (const column of columns) {
    for (const { text } of storedTexts(column, row[column])) {
      const window = bestWindow(text, terms)
      if (window.terms > (found?.window.terms ?? 0)) found = { column, text, window }
    }
    if (found?.window.terms === terms.length) break
  }
  if (!found) return null
  const { column, text, window } = found
  return cut(fields[column], text, window.matches, { whole: shown.has(column) })
}
