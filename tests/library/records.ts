import { createHash } from 'node:crypto'
import { monotonicFactory } from 'ulid'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import type { NewArticle } from '../../main/library/types.ts'

export const ids = monotonicFactory()
export const clock = () => new Date('2026-03-14T09:26:53.589Z')

export function sha(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export const picture = new Uint8Array([137, 80, 78, 71, 13, 10, 26, 10, 1, 2, 3])
export const pictureName = `${sha(picture)}.png`
export const page = new TextEncoder().encode('<html lang="fr"><p>« L’été\u202F! »</p></html>')

export const document: DocumentJSON = {
  type: 'doc',
  content: [
    { type: 'paragraph', content: [{ type: 'text', text: 'Il dit\u202F: «\u202FL’été est là\u202F».' }] },
    { type: 'image', attrs: { media: pictureName, alt: 'Une plage' } },
  ],
}

export function newArticle(changes: Partial<NewArticle['article']> = {}): NewArticle {
  const id = ids()
  return {
    article: {
      version: 2,
      changedAt: {},
      id,
      createdAt: clock().toISOString(),
      updatedAt: clock().toISOString(),
      url: 'https://exemple.fr/ete',
      canonicalUrl: 'https://exemple.fr/ete',
      title: 'L’été',
      byline: 'Zoé Noël',
      site: 'Exemple',
      publishedAt: '2024-06-21',
      lang: 'fr',
      dir: 'ltr',
      excerpt: 'Il dit…',
      leadImage: pictureName,
      words: 5,
      minutes: 1,
      tags: ['été'],
      archived: false,
      favourite: false,
      progress: 0,
      position: null,
      ...changes,
    },
    document,
    original: page,
    media: [{ name: pictureName, bytes: picture }],
  }
}

export function markOf(articleId: string, note = ''): Highlight {
  const now = clock().toISOString()
  return {
    version: 2,
    changedAt: {},
    id: ids(),
    articleId,
    createdAt: now,
    updatedAt: now,
    contentHash: 'a'.repeat(64),
    selectors: {
      quote: { type: 'TextQuoteSelector', exact: 'L’été', prefix: '« ', suffix: ' est' },
      position: { type: 'TextPositionSelector', start: 9, end: 14 },
    },
    color: 'blue',
    note,
    tags: [],
  }
}

/** Text alone. */
export function plainArticle(): NewArticle {
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: 'Un.' }] }
  return {
    ...newArticle({ leadImage: null }),
    document: { type: 'doc', content: [paragraph] },
    original: null,
    media: [],
  }
}
