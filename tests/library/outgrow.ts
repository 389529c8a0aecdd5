/** Run where no file may grow beyond 64 KB: a note that needs more is refused, and the one before it stays. */
import { monotonicFactory } from 'ulid'
import { openLibrary } from '../../main/library/index.ts'

const ids = monotonicFactory()
const now = () => new Date('2026-01-01T00:00:00.000Z')
const library = await openLibrary({ path: process.argv[2] ?? '', clock: now, ids })
const id = ids()
const dates = { createdAt: now().toISOString(), updatedAt: now().toISOString() }
const none = { url: null, canonicalUrl: null, byline: null, site: null, publishedAt: null, lang: null, leadImage: null }
await library.createArticle({
  article: {
    ...none,
    ...dates,
    version: 1,
    id,
    title: 'T',
    dir: 'ltr',
    excerpt: '',
    words: 1,
    minutes: 1,
    tags: [],
    archived: false,
    favourite: false,
    progress: 0,
    position: null,
  },
  document: { type: 'doc', content: [{ type: 'paragraph' }] },
  original: null,
  media: [],
})
const mark = (note: string) => ({
  ...dates,
  version: 1 as const,
  id: ids(),
  articleId: id,
  contentHash: 'a'.repeat(64),
  color: 'yellow' as const,
  note,
  tags: [],
  selectors: {
    quote: { type: 'TextQuoteSelector' as const, exact: 'x', prefix: '', suffix: '' },
    position: { type: 'TextPositionSelector' as const, start: 0, end: 1 },
  },
})
await library.updateHighlights(id, () => [mark('small')])
const code = await library
  .updateHighlights(id, (present) => [...present, mark('x'.repeat(200_000))])
  .then(
    () => 'none',
    (error: { code?: string }) => error.code,
  )
const notes = (await library.readHighlights(id)).length
await library.close()
console.log(JSON.stringify({ code, notes }))
