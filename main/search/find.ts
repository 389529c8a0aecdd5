import { z } from 'zod'
import type { SearchHit, Snippet } from '../core/contract.ts'
import { parseQuery } from '../core/query/parse.ts'
import type { Query } from '../core/query/types.ts'
import { shelfOf } from './conditions.ts'
import { summaryRowSchema } from './list.ts'
import { memberRows, membersOf } from './members.ts'
import { columnsOf, matchOf } from './query.ts'
import { MOST_HITS, rankedNumbers } from './rank.ts'
import type { Column } from './schema.ts'
import { cut, exactWindow, type Patterns, patternsOf, quickWindow, type Window } from './snippet.ts'
import { type SourceText, storedTexts } from './source.ts'
import type { Statements } from './statements.ts'
import type { SearchAnswer, SearchQuery } from './types.ts'

const rowSchema = summaryRowSchema.extend({ n: z.number() })
const rowsSql = 'SELECT n, summary FROM article WHERE n IN (SELECT value FROM json_each(?))'

/**
 * Best match first (see rank.ts), with the passage that matches. A query of filters alone, or that only leaves out, finds
 * what is left, newest first; one that asks for nothing finds nothing.
 */
export function findEntries(statements: Statements, asked: SearchQuery): SearchAnswer {
  const query = parseQuery(asked.query, { typing: asked.typing })
  const { mistakes } = query
  const shelf = shelfOf(query, asked.shelf)
  if (query.wanted.length === 0) {
    const nothing = query.unwanted.length === 0 && query.filters.length === 0
    return nothing ? { hits: [], total: 0, mistakes } : { ...restOf(statements, query, { ...asked, shelf }), mistakes }
  }
  const members = membersOf(statements, shelf, asked.tag, query.filters)
  if (members === null) return { hits: [], total: 0, mistakes }
  const { numbers, total } = rankedNumbers(statements, query, members, asked)
  const rows = statements.all(rowSchema, rowsSql, JSON.stringify(numbers))
  const summaries = new Map(rows.map(({ n, summary }) => [n, summary]))
  const snippetOf = snippets(statements, query)
  const hits = numbers.flatMap((n): SearchHit[] => {
    const article = summaries.get(n)
    return article ? [{ article, snippet: snippetOf(n) }] : []
  })
  return { hits, total, mistakes }
}

const totalSchema = z.object({ total: z.number() })

function restOf(statements: Statements, query: Query, { shelf, tag, offset, limit }: SearchQuery) {
  const rows = memberRows(shelf, tag, query.filters)
  const unwanted = matchOf(query.unwanted, 'OR', columnsOf(query.scopes))
  const without = unwanted === null ? '' : 'AND n NOT IN (SELECT rowid FROM words WHERE words MATCH ?)'
  const where = `${rows.sql} ${without}`
  const values = [...rows.values, ...(unwanted === null ? [] : [unwanted])]
  const found = statements.all(
    summaryRowSchema,
    `SELECT summary ${where} ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?`,
    ...values,
    Math.max(0, Math.min(limit, MOST_HITS - offset)),
    offset,
  )
  const total = statements.get(
    totalSchema,
    `SELECT count(*) AS total FROM (SELECT 1 ${where} LIMIT ?)`,
    ...values,
    MOST_HITS,
  )
  return { hits: found.map(({ summary }) => ({ article: summary, snippet: null })), total: total?.total ?? 0 }
}

const fields: Readonly<Record<Column, Snippet['field']>> = {
  title: 'title',
  byline: 'byline',
  tags: 'tag',
  notes: 'note',
  quotes: 'quote',
  body: 'text',
}
/** A passage that can be gone to says more than a title that is seen anyway. */
const inOrder: readonly Column[] = ['notes', 'quotes', 'body', 'title', 'tags', 'byline']
/** Columns whose texts are short and shown whole. */
const shown: ReadonlySet<Column> = new Set<Column>(['title', 'byline', 'tags'])
const textSchema = z.object({ text: z.string() })

interface Found {
  readonly column: Column
  readonly source: SourceText
  readonly window: Window
}

/** From the text with the most of what was asked for; among equals, a note, then a quotation, then the text. */
function snippets(statements: Statements, { wanted, scopes }: Query): (n: number) => Snippet | null {
  const patterns = patternsOf(wanted)
  const scope = columnsOf(scopes)
  const looked = inOrder.filter((column) => scope === null || scope.includes(column))
  const look = (n: number, by: Patterns | null): Found | null => {
    let found: Found | null = null
    for (const column of looked) {
      const stored = statements.get(textSchema, `SELECT ${column} AS text FROM source WHERE n = ?`, n)
      for (const source of stored === null ? [] : storedTexts(column, stored.text)) {
        const window = by === null ? exactWindow(source.text, wanted) : quickWindow(source.text, by)
        if (window.terms > (found?.window.terms ?? 0)) found = { column, source, window }
      }
      if (found?.window.terms === wanted.length) break
    }
    return found
  }
  return (n) => {
    // What no pattern stands for is found by its tokens.
    const found = (patterns && look(n, patterns)) ?? look(n, null)
    return found && shownAs(found)
  }
}

function shownAs({ column, source, window }: Found): Snippet {
  const start = Math.min(...window.matches.map((match) => match.start))
  const end = window.matches.find((match) => match.start === start)?.end ?? start
  const { highlight, text } = source
  const inText = column === 'body' ? ({ kind: 'text', start, end } as const) : null
  const place = highlight === null ? inText : ({ kind: 'highlight', id: highlight } as const)
  return cut(fields[column], text, window.matches, { whole: shown.has(column), place })
}
