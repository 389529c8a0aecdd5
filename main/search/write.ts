import { z } from 'zod'
import { summarize } from '../core/model/summary.ts'
import { columns } from './schema.ts'
import { type Source, sourceOf, storedText, wordsOf } from './source.ts'
import type { Statements } from './statements.ts'
import { foldTag } from './tokens.ts'
import type { IndexEntry } from './types.ts'

const numberSchema = z.object({ n: z.number() })
const sourceSchema = z.record(z.string(), z.unknown())
const names = columns.join(', ')
const places = columns.map(() => '?').join(', ')

/** In one transaction, or none of them. */
export function putEntries(statements: Statements, entries: readonly IndexEntry[]): void {
  statements.transaction(() => {
    for (const entry of entries) putEntry(statements, entry)
  })
}

function putEntry(statements: Statements, entry: IndexEntry): void {
  const n = putRow(statements, entry)
  const { tags } = entry.article
  statements.run('DELETE FROM tag WHERE n = ?', n)
  for (const tag of tags) statements.run('INSERT OR IGNORE INTO tag VALUES (?, ?, ?)', n, foldTag(tag), tag)
  putWords(statements, n, sourceOf(entry))
}

function putRow(statements: Statements, entry: IndexEntry): number {
  const { article, stamp } = entry
  const row = statements.get(
    numberSchema,
    `INSERT INTO article (id, created_at, canonical_url, deleted, archived, favourite, stamp, summary)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET created_at = excluded.created_at, canonical_url = excluded.canonical_url,
       deleted = excluded.deleted, archived = excluded.archived, favourite = excluded.favourite,
       stamp = excluded.stamp, summary = excluded.summary
     RETURNING n`,
    article.id,
    article.createdAt,
    article.canonicalUrl,
    article.deletedAt === undefined ? 0 : 1,
    Number(article.archived),
    Number(article.favourite),
    stamp,
    JSON.stringify(summarize(article, entry.highlights)),
  )
  return numberSchema.parse(row).n
}

/** Most changes (progress, archive) leave every text as it was; then there is nothing to tokenise. */
function putWords(statements: Statements, n: number, source: Source): void {
  const texts = columns.map((column) => storedText(column, source))
  const present = statements.get(sourceSchema, `SELECT ${names} FROM source WHERE n = ?`, n)
  if (present && columns.every((column, index) => present[column] === texts[index])) return
  removeWords(statements, n)
  statements.run(`INSERT INTO source (n, ${names}) VALUES (?, ${places})`, n, ...texts)
  const words = columns.map((column) => wordsOf(column, source))
  statements.run(`INSERT INTO words (rowid, ${names}) VALUES (?, ${places})`, n, ...words)
}

function removeWords(statements: Statements, n: number): void {
  statements.run('DELETE FROM source WHERE n = ?', n)
  statements.run('DELETE FROM words WHERE rowid = ?', n)
}

export function removeEntry(statements: Statements, id: string): void {
  statements.transaction(() => {
    const row = statements.get(numberSchema, 'SELECT n FROM article WHERE id = ?', id)
    if (!row) return
    removeWords(statements, row.n)
    statements.run('DELETE FROM tag WHERE n = ?', row.n)
    statements.run('DELETE FROM article WHERE n = ?', row.n)
  })
}
