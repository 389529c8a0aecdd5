import { createHash } from 'node:crypto'
import { encodeDocument } from '../../../main/library/durable-json.ts'
import { type Random, randomId, sentence } from './random.ts'
import type { Call, KnownArticle, World } from './world.ts'

const colors = ['yellow', 'green', 'blue', 'red', 'purple'] as const
const tags = ['été', 'à lire', '読書', 'هامش', 'work'] as const

type Maker = (random: Random, world: World) => Call | null

const some = (random: Random): string[] => tags.filter(() => random.chance(0.3))
const idsWhere = (world: World, fits: (article: KnownArticle) => boolean): string[] =>
  Object.entries(world.articles).flatMap(([id, article]) => (fits(article) ? [id] : []))
const alive = (world: World) => idsWhere(world, ({ deleted }) => !deleted)
const trashed = (world: World) => idsWhere(world, ({ deleted }) => deleted)

function highlightsWhere(world: World, deleted: boolean): { articleId: string; id: string }[] {
  return alive(world).flatMap((articleId) =>
    Object.entries(world.articles[articleId]?.highlights ?? {}).flatMap(([id, mark]) =>
      mark.deleted === deleted ? [{ articleId, id }] : [],
    ),
  )
}

/** A call on one of the ids, if there is any. */
function on<T>(random: Random, from: readonly T[], make: (one: T) => Call): Call | null {
  const one = random.pickOr(from)
  return one === undefined ? null : make(one)
}

function paragraphs(random: Random, least: number): string[] {
  return Array.from({ length: least + random.below(3) }, () => sentence(random, 8 + random.below(30)))
}

const makers: readonly (readonly [weight: number, make: Maker])[] = [
  [
    6,
    (random) => ({
      method: 'saveText',
      params: {
        title: `Titre ${sentence(random, 3)}`,
        text: paragraphs(random, 1).join('\n\n'),
        tags: some(random),
        ...(random.chance(0.5) && { url: `https://exemple.fr/a/${random.below(1e9)}` }),
      },
    }),
  ],
  [
    1,
    (random) => {
      const text = paragraphs(random, 6).map((each) => `<p>${each}, ${each}.</p>`)
      const title = `Page ${random.below(1e9)}`
      const html = `<!doctype html><html lang="fr"><head><title>${title}</title></head><body><article><h1>${title}</h1>${text.join('')}</article></body></html>`
      const params = { html, url: `https://exemple.fr/p/${random.below(1e9)}`, tags: some(random) }
      return { method: 'saveHtml', params }
    },
  ],
  [
    2, // The same address again: found, and brought back from the trash.
    (random, world) =>
      on(
        random,
        idsWhere(world, ({ url }) => url?.includes('/a/') === true),
        (id) => ({
          method: 'saveText',
          params: { text: sentence(random, 5), title: 'Encore', url: world.articles[id]?.url ?? '' },
        }),
      ),
  ],
  [
    6,
    (random, world) =>
      on(random, alive(world), (id) => ({
        method: 'updateArticle',
        params: {
          id,
          patch: {
            ...(random.chance(0.4) && { title: `Titre ${sentence(random, 4)}` }),
            ...(random.chance(0.4) && { tags: some(random) }),
            ...(random.chance(0.4) && { archived: random.chance(0.5) }),
            favourite: random.chance(0.5),
          },
        },
      })),
  ],
  [
    3,
    (random, world) =>
      on(random, alive(world), (id) => ({
        method: 'setReadingPosition',
        params: { id, position: { block: random.below(5), offset: 0.5 }, progress: random.below(100) / 100 },
      })),
  ],
  [
    3,
    (random, world) =>
      on(random, alive(world), (id) => ({
        method: 'deleteArticles',
        params: { ids: [...new Set([id, ...alive(world).filter(() => random.chance(0.1))])] },
      })),
  ],
  [
    2,
    (random, world) =>
      on(random, trashed(world), (id) => ({
        method: 'restoreArticles',
        params: { ids: [...new Set([id, ...trashed(world).filter(() => random.chance(0.3))])] },
      })),
  ],
  [
    1,
    (random, world) =>
      on(random, trashed(world), (id) => ({
        method: 'emptyTrash',
        params: random.chance(0.3) ? {} : { ids: [id] },
      })),
  ],
  [
    10,
    (random, world) =>
      on(random, alive(world), (articleId) => {
        const text = world.articles[articleId]?.text ?? ''
        // A beginning is found once only: what stands in the text several times needs its surroundings to be told apart.
        const quote = plainBeginning(text, random)
        return {
          method: 'addHighlight',
          params: {
            articleId,
            passage: { quote, prefix: '' },
            color: random.pick(colors),
            note: random.chance(0.6) ? `Note\u202F: ${sentence(random, 6)}` : '',
            tags: some(random),
          },
        }
      }),
  ],
  [
    8,
    (random, world) =>
      on(random, highlightsWhere(world, false), (mark) => ({
        method: 'updateHighlight',
        params: {
          ...mark,
          patch: {
            note: sentence(random, 1 + random.below(40)),
            ...(random.chance(0.5) && { color: random.pick(colors) }),
            ...(random.chance(0.3) && { tags: some(random) }),
          },
        },
      })),
  ],
  [
    3,
    (random, world) =>
      on(random, highlightsWhere(world, false), (mark) => ({ method: 'deleteHighlight', params: mark })),
  ],
  [
    2,
    (random, world) =>
      on(random, highlightsWhere(world, true), (mark) => ({ method: 'restoreHighlight', params: mark })),
  ],
  [
    1,
    (random) => ({
      method: 'importFile',
      params: { name: 'échange.json', data: exportOf(random, 1 + random.below(3)) },
    }),
  ],
  [
    1,
    (random) => ({
      method: 'updateSettings',
      params: {
        patch: { fontSize: 14 + random.below(17), ...(random.chance(0.5) && { lastColor: random.pick(colors) }) },
      },
    }),
  ],
]

/** The first words of a text, long enough that they stand nowhere else in it. */
function plainBeginning(text: string, random: Random): string {
  const least = 24 + random.below(20)
  for (let length = least; length < text.length; length++) {
    const quote = text.slice(0, length)
    if (/\S$/.test(quote) && text.indexOf(quote, 1) < 0 && !/[\uD800-\uDBFF]$/.test(quote)) return quote
  }
  return text
}

/** An export of Postil's with new articles, each with a highlight. */
function exportOf(random: Random, count: number): string {
  const now = '2026-03-14T09:26:53.589Z'
  const articles = Array.from({ length: count }, () => {
    const id = randomId(random)
    const text = sentence(random, 30)
    const document = { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] } as const
    const hash = createHash('sha256').update(encodeDocument(document)).digest('hex')
    const article = {
      version: 2,
      id,
      createdAt: now,
      updatedAt: now,
      changedAt: {},
      url: null,
      canonicalUrl: null,
      title: `Importé ${sentence(random, 2)}`,
      byline: null,
      site: null,
      publishedAt: null,
      lang: 'fr',
      dir: 'ltr',
      excerpt: '',
      leadImage: null,
      words: 30,
      minutes: 1,
      tags: some(random),
      archived: false,
      favourite: false,
      progress: 0,
      position: null,
      current: hash,
      versions: [{ hash, original: null, capturedAt: now }],
    }
    const exact = text.slice(0, text.indexOf(' ', 12))
    const mark = {
      version: 2,
      id: randomId(random),
      articleId: id,
      createdAt: now,
      updatedAt: now,
      changedAt: {},
      contentHash: hash,
      selectors: {
        quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: text.slice(exact.length, exact.length + 32) },
        position: { type: 'TextPositionSelector', start: 0, end: [...exact].length },
      },
      color: random.pick(colors),
      note: sentence(random, 3),
      tags: [],
    }
    return { article, document, highlights: [mark] }
  })
  return Buffer.from(
    JSON.stringify({ format: 'postil-export', version: 2, exportedAt: '2026-03-14T09:26:53.589Z', articles }),
  ).toString('base64')
}

/** A call that the world allows: it must be answered, not refused. */
export function nextCall(random: Random, world: World): Call {
  const total = makers.reduce((sum, [weight]) => sum + weight, 0)
  for (;;) {
    let left = random.below(total)
    const maker = makers.find(([weight]) => {
      left -= weight
      return left < 0
    })
    const call = maker?.[1](random, world)
    if (call) return call
  }
}
