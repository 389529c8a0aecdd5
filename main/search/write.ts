import { z } from 'zod'
import { living, summarize } from '../core/model/summary.ts'
import { bylineKey, siteKey } from '../core/query/keys.ts'
import { fold, foldTag } from '../core/query/tokens.ts'
import { columns } from './schema.ts'
import { type Source, sourceOf, storedText, wordsOf } from './source.ts'
import type { Statements } from './statements.ts'
import type { IndexEntry } from './types.ts'

const numberSchema = z.object({ n: z.number() })
const sourceSchema = z.record(z.string(), z.unknown())
const kindSchema = z.object({ n: z.number(), deleted: z.number(), archived: z.number(), favourite: z.number() })
const tagsSchema = z.object({ folded: z.string(), tag: z.string() })
const mediaSchema = z.object({ name: z.string() })
const names = columns.join(', ')
const places = columns.map(() => '?').join(', ')

/** What the counts of shelves and tags tell articles apart by. */
type Kind = Pick<z.infer<typeof kindSchema>, 'deleted' | 'archived' | 'favourite'>

const facts = [
  ...['id', 'created_at', 'updated_at', 'published_at', 'deleted_at', 'content'],
  ...['title_key', 'byline_key', 'site_key', 'lang', 'length', 'progress'],
  ...['deleted', 'archived', 'favourite', 'unread', 'highlights', 'notes', 'images', 'stamp', 'summary'],
]
const insertSql = `INSERT INTO article (n, ${facts.join(', ')}) VALUES (?, ${facts.map(() => '?').join(', ')})`
const updateSql = `UPDATE article SET ${facts.map((fact) => `${fact} = ?`).join(', ')} WHERE n = ?`

/** In one transaction, or none of them. */
export function putEntries(statements: Statements, entries: readonly IndexEntry[]): void {
  statements.transaction(() => {
    for (const entry of entries) putEntry(statements, entry)
  })
}

function putEntry(statements: Statements, entry: IndexEntry): void {
  const { article } = entry
  const before = kindOf(statements, article.id)
  const after: Kind = {
    deleted: article.deletedAt === undefined ? 0 : 1,
    archived: Number(article.archived),
    favourite: Number(article.favourite),
  }
  const n = putRow(statements, entry, after, before?.n ?? null)
  const moved = before === null || !sameKind(before, after)
  if (moved) {
    if (before) count(statements, before, -1)
    count(statements, after, 1)
  }
  putTags(statements, n, article.tags, before, after, moved)
  putMedia(statements, n, before === null, entry.media)
  putKeys(statements, n, before === null, entry.keys)
  putHighlightTags(statements, n, before === null, entry)
  putWords(statements, n, before === null, sourceOf(entry))
}

function kindOf(statements: Statements, id: string) {
  return statements.get(kindSchema, 'SELECT n, deleted, archived, favourite FROM article WHERE id = ?', id)
}

function sameKind(one: Kind, other: Kind): boolean {
  return one.deleted === other.deleted && one.archived === other.archived && one.favourite === other.favourite
}

function putRow(statements: Statements, entry: IndexEntry, kind: Kind, n: number | null): number {
  const { article, stamp } = entry
  const alive = living(entry.highlights)
  const summary = summarize(article, alive)
  const values = [
    ...[article.id, article.createdAt, article.updatedAt, article.publishedAt, article.deletedAt ?? null],
    article.current,
    ...[
      sortKey(article.title),
      bylineKey(article.byline),
      siteKey(article.site, article.canonicalUrl ?? article.url),
      article.lang?.toLowerCase() ?? null,
    ],
    ...[article.words, article.progress, kind.deleted, kind.archived, kind.favourite],
    ...[Number(article.progress === 0), summary.highlights, summary.notes, entry.images],
    ...[stamp, JSON.stringify(summary)],
  ]
  if (n !== null) {
    statements.run(updateSql, ...values, n)
    return n
  }
  return statements.insert(insertSql, freeNumber(statements, entry.n ?? null), ...values)
}

/** The number that an article shall have, unless another one came first; null for the next one. */
function freeNumber(statements: Statements, n: number | null): number | null {
  if (n === null) return null
  return statements.get(numberSchema, 'SELECT n FROM article WHERE n = ?', n) ? null : n
}

const beforeLetters = /^[^\p{L}\p{N}]+/u

/** Titles stand in the order of their letters: case, accents and the quotation mark before the first one don't count. */
export function sortKey(title: string): string {
  const key = title.split(' ').map(fold).join(' ')
  return key.replace(beforeLetters, '') || key
}

const countSql = `
  INSERT INTO shelf_count VALUES (?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET articles = articles + excluded.articles`
const countTagSql = `
  INSERT INTO tag_count VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET articles = articles + excluded.articles`
const forgetTagSql = `
  DELETE FROM tag_count
  WHERE folded = ? AND tag = ? AND deleted = ? AND archived = ? AND favourite = ? AND articles = 0`

function count(statements: Statements, { deleted, archived, favourite }: Kind, change: 1 | -1): void {
  statements.run(countSql, deleted, archived, favourite, change)
}

interface FoldedTag {
  readonly folded: string
  readonly tag: string
}

function countTags(statements: Statements, tags: readonly FoldedTag[], kind: Kind, change: 1 | -1): void {
  const { deleted, archived, favourite } = kind
  for (const { folded: name, tag } of tags) {
    statements.run(countTagSql, name, tag, deleted, archived, favourite, change)
    if (change < 0) statements.run(forgetTagSql, name, tag, deleted, archived, favourite)
  }
}

function tagsOf(statements: Statements, n: number): readonly FoldedTag[] {
  return statements.all(tagsSchema, 'SELECT folded, tag FROM tag WHERE n = ? ORDER BY folded', n)
}

function putTags(
  statements: Statements,
  n: number,
  tags: readonly string[],
  before: Kind | null,
  after: Kind,
  moved: boolean,
): void {
  const once = new Map<string, string>()
  for (const tag of tags) if (!once.has(foldTag(tag))) once.set(foldTag(tag), tag)
  const given: FoldedTag[] = [...once].map(([name, tag]) => ({ folded: name, tag }))
  const present = before === null ? [] : tagsOf(statements, n)
  const same = present.length === given.length && present.every(({ folded: name, tag }) => once.get(name) === tag)
  if (same && !moved) return
  if (before) countTags(statements, present, before, -1)
  countTags(statements, given, after, 1)
  if (same) return
  statements.run('DELETE FROM tag WHERE n = ?', n)
  for (const { folded: name, tag } of given) statements.run('INSERT INTO tag VALUES (?, ?, ?)', n, name, tag)
}

function putHighlightTags(statements: Statements, n: number, fresh: boolean, { highlights }: IndexEntry): void {
  const tags = new Set(living(highlights).flatMap((highlight) => highlight.tags.map(foldTag)))
  if (!fresh) statements.run('DELETE FROM highlight_tag WHERE n = ?', n)
  for (const tag of tags) statements.run('INSERT INTO highlight_tag VALUES (?, ?)', n, tag)
}

function putMedia(statements: Statements, n: number, fresh: boolean, media: readonly string[]): void {
  const given = new Set(media)
  if (!fresh) {
    const present = statements.all(mediaSchema, 'SELECT name FROM media WHERE n = ?', n)
    if (present.length === given.size && present.every(({ name }) => given.has(name))) return
    statements.run('DELETE FROM media WHERE n = ?', n)
  }
  for (const name of given) statements.run('INSERT INTO media (n, name) VALUES (?, ?)', n, name)
}

function putKeys(statements: Statements, n: number, fresh: boolean, keys: readonly string[]): void {
  if (!fresh) statements.run('DELETE FROM key WHERE n = ?', n)
  for (const key of new Set(keys)) statements.run('INSERT INTO key (key, n) VALUES (?, ?)', key, n)
}

/** Most changes (progress, archive) leave every text as it was; then there is nothing to tokenise. */
function putWords(statements: Statements, n: number, fresh: boolean, source: Source): void {
  const texts = columns.map((column) => storedText(column, source))
  if (!fresh) {
    const present = statements.get(sourceSchema, `SELECT ${names} FROM source WHERE n = ?`, n)
    if (present && columns.every((column, index) => present[column] === texts[index])) return
    removeWords(statements, n)
  }
  statements.run(`INSERT INTO source (n, ${names}) VALUES (?, ${places})`, n, ...texts)
  const words = columns.map((column) => wordsOf(column, source))
  statements.run(`INSERT INTO words (rowid, ${names}) VALUES (?, ${places})`, n, ...words)
}

function removeWords(statements: Statements, n: number): void {
  statements.run('DELETE FROM source WHERE n = ?', n)
  statements.run('DELETE FROM words WHERE rowid = ?', n)
}

export function removeEntries(statements: Statements, ids: readonly string[]): void {
  statements.transaction(() => {
    for (const id of ids) removeEntry(statements, id)
  })
}

function removeEntry(statements: Statements, id: string): void {
  const row = kindOf(statements, id)
  if (!row) return
  const { n } = row
  count(statements, row, -1)
  countTags(statements, tagsOf(statements, n), row, -1)
  removeWords(statements, n)
  statements.run('DELETE FROM tag WHERE n = ?', n)
  statements.run('DELETE FROM highlight_tag WHERE n = ?', n)
  statements.run('DELETE FROM media WHERE n = ?', n)
  statements.run('DELETE FROM key WHERE n = ?', n)
  statements.run('DELETE FROM article WHERE n = ?', n)
}
