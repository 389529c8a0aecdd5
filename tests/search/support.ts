import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import { afterEach } from 'vitest'
import type { SearchHit } from '../../main/core/contract.ts'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import { openSearchIndex } from '../../main/search/index.ts'
import type { IndexEntry, OwnedIndex, RebuildReason, SearchIndex, SearchQuery } from '../../main/search/types.ts'

const open: OwnedIndex[] = []
const folders: string[] = []

afterEach(() => {
  for (const index of open.splice(0)) index.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function freshFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postil-index-'))
  folders.push(folder)
  return join(folder, '.index', 'index.sqlite')
}

export function openAt(path = freshFile(), onRebuilt: (reason: RebuildReason) => void = () => {}): OwnedIndex {
  const index = openSearchIndex({ path, onRebuilt })
  open.push(index)
  return index
}

export const ids = monotonicFactory()
let minutes = 0

export function article(changes: Partial<Article> = {}): Article {
  const createdAt = new Date(Date.UTC(2026, 0, 1) + 60_000 * minutes++).toISOString()
  return {
    version: 2,
    changedAt: {},
    id: ids(),
    createdAt,
    updatedAt: createdAt,
    url: null,
    canonicalUrl: null,
    title: 'Untitled',
    byline: null,
    site: null,
    publishedAt: null,
    lang: null,
    dir: 'ltr',
    excerpt: '',
    leadImage: null,
    words: 1,
    minutes: 1,
    tags: [],
    archived: false,
    favourite: false,
    progress: 0,
    position: null,
    current: 'a'.repeat(64),
    versions: [{ hash: 'a'.repeat(64), original: null, capturedAt: createdAt }],
    ...changes,
  }
}

export function highlight(articleId: string, exact: string, note = '', changes: Partial<Highlight> = {}): Highlight {
  const now = '2026-01-01T00:00:00.000Z'
  return {
    version: 2,
    changedAt: {},
    id: ids(),
    articleId,
    createdAt: now,
    updatedAt: now,
    contentHash: 'a'.repeat(64),
    selectors: {
      quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' },
      position: { type: 'TextPositionSelector', start: 0, end: 1 },
    },
    color: 'yellow',
    note,
    tags: [],
    ...changes,
  }
}

export function entry(changes: Partial<Article>, text = '', highlights: readonly [string, string?][] = []): IndexEntry {
  const made = article(changes)
  const marks = highlights.map(([quote, note]) => highlight(made.id, quote, note))
  return {
    article: made,
    highlights: marks,
    text,
    images: 0,
    media: [],
    keys: made.canonicalUrl === null ? [] : [made.canonicalUrl],
    stamp: `stamp of ${made.id}`,
  }
}

export function search(index: SearchIndex, query: string, more: Partial<SearchQuery> = {}) {
  return index.search({ query, shelf: 'all', typing: false, offset: 0, limit: 50, ...more })
}

/** Titles of what a search finds, best first. */
export function found(index: SearchIndex, query: string, more: Partial<SearchQuery> = {}): string[] {
  return search(index, query, more).hits.map((hit) => hit.article.title)
}

export function firstHit(index: SearchIndex, query: string): SearchHit | undefined {
  return search(index, query, { limit: 1 }).hits[0]
}

/** Titles of what the list shows while this is typed, newest first. */
export function listed(index: SearchIndex, text: string): string[] {
  return index.list({ shelf: 'all', text, offset: 0, limit: 50 }).items.map((item) => item.title)
}

/** The first hit's snippet, its matching runs in brackets. */
export function marked(index: SearchIndex, query: string): string | undefined {
  return firstHit(index, query)
    ?.snippet?.runs.map((run) => (run.match ? `[${run.text}]` : run.text))
    .join('')
}

export function size(index: SearchIndex): number {
  return index.stampsAfter('', 10_000).length
}
