import { ulid } from 'ulid'
import { type DocumentText, documentText } from '../../../main/core/document/text.ts'
import { readingMinutes } from '../../../main/core/document/words.ts'
import { ARTICLE_VERSION, type Article } from '../../../main/core/model/article.ts'
import type { HighlightsFile } from '../../../main/core/model/highlight.ts'
import { encodeDocument } from '../../../main/library/durable-json.ts'
import { sha256 } from '../../../main/library/parse.ts'
import { noHighlights } from '../../../main/library/records.ts'
import { highlightsOf } from './highlights.ts'
import { type Shared, shared } from './people.ts'
import { pictures } from './pictures.ts'
import { type Chance, chance } from './random.ts'
import { PICTURES, share, TRASH_DAYS, WORDS, YEARS } from './shares.ts'
import { documentOf, phrase, topicOf } from './text.ts'
import { vocabularies } from './vocabulary.ts'

const DAY = 24 * 60 * 60 * 1000

export interface Plan {
  readonly seed: number
  /** Articles in all: they are spread evenly over the years. */
  readonly count: number
  /** ISO 8601: the newest article is saved shortly before. */
  readonly until: string
}

export interface Made {
  readonly article: Article
  readonly highlights: HighlightsFile
  readonly document: Uint8Array
}

const images = pictures(PICTURES)
let commons: Shared | null = null

const at = (time: number): string => new Date(time).toISOString()

/** Which vocabulary, in the shares of the languages. */
function languageOf(random: Chance): number {
  let roll = random.next()
  const all = vocabularies()
  for (const [index, { language }] of all.entries()) {
    roll -= language.share
    if (roll < 0) return index
  }
  return 0
}

function wordsOf(random: Chance): number {
  const { mean, spread, least, most } = WORDS
  const words = mean * Math.exp(spread * random.normal() - (spread * spread) / 2)
  return Math.round(Math.min(most, Math.max(least, words)))
}

/** The beginning of the text, as capture keeps it: one line, no more than some 200 characters. */
function excerptOf({ text, blocks }: DocumentText): string {
  const first = blocks.find(({ type }) => type === 'paragraph')
  return text.slice(first?.start ?? 0, Math.min(first?.end ?? 200, (first?.start ?? 0) + 200))
}

/** Where the article stands: on which shelf, how far read, and since when. */
function stateOf(random: Chance, createdAt: number, until: number) {
  const later = (most: number): string => at(Math.min(until, createdAt + 1000 + random.below(most)))
  const changedAt: Record<string, string> = {}
  const archived = random.often(share.archived)
  const favourite = random.often(share.favourite)
  const progress = archived || random.often(share.read) ? Math.round(random.next() * 100) / 100 : 0
  if (archived) changedAt.archived = later(60 * DAY)
  if (favourite) changedAt.favourite = later(30 * DAY)
  if (progress > 0) changedAt.reading = later(20 * DAY)
  const deletedAt = random.often(share.trash)
    ? at(Math.max(createdAt + 1, until - random.below(TRASH_DAYS * DAY)))
    : null
  const position =
    progress > 0 ? { block: Math.floor(progress * 6), offset: Math.round(random.next() * 100) / 100 } : null
  return { archived, favourite, progress, position, changedAt, deletedAt }
}

/** The article of this number (0 is the oldest), the same for the same plan. */
export function makeArticle({ seed, count, until }: Plan, index: number): Made {
  commons ??= shared()
  const common = commons
  const random = chance(seed, index)
  const end = Date.parse(until)
  const slot = (YEARS * 365 * DAY) / count
  const createdAt = Math.floor(end - (count - index) * slot + random.next() * slot * 0.9)
  const which = languageOf(random)
  const vocabulary = vocabularies()[which]
  if (vocabulary === undefined) throw new RangeError('there is no such language')
  const { language } = vocabulary
  const topic = topicOf(vocabulary, random)
  const words = wordsOf(random)
  const image = random.often(share.image) ? random.pick(images).name : null
  const json = documentOf(vocabulary, topic, random, words, image)
  const document = encodeDocument(json)
  const current = sha256(document)
  const text = documentText(json)
  const id = ulid(createdAt, random.next)
  const site = common.site(which, random)
  const url = `https://${site.host}/${new Date(createdAt).getUTCFullYear()}/${index}`
  const title = phrase(vocabulary, topic, random, 3 + random.below(8))
  const state = stateOf(random, createdAt, end)
  const created = at(createdAt)
  const tags = random.often(share.tagged)
    ? [...new Set(Array.from({ length: 1 + random.below(4) }, () => common.tag(random)))]
    : []
  const article: Article = {
    version: ARTICLE_VERSION,
    id,
    createdAt: created,
    updatedAt: [created, state.deletedAt ?? '', ...Object.values(state.changedAt)].sort().at(-1) ?? created,
    ...(state.deletedAt !== null && { deletedAt: state.deletedAt }),
    changedAt: state.changedAt,
    url,
    canonicalUrl: url,
    title: title.slice(0, 1).toUpperCase() + title.slice(1),
    byline: random.often(share.byline) ? common.author(which, random) : null,
    site: site.name,
    publishedAt: random.often(share.published) ? at(createdAt - random.below(400 * DAY)) : null,
    lang: language.tag,
    dir: language.dir,
    excerpt: excerptOf(text),
    leadImage: image,
    words,
    minutes: readingMinutes(words, language.tag),
    tags,
    archived: state.archived,
    favourite: state.favourite,
    progress: state.progress,
    position: state.position,
    current,
    versions: [{ hash: current, original: null, capturedAt: created }],
  }
  const highlights = highlightsOf(article, text, { vocabulary, topic, common, random })
  return { article, highlights: { ...noHighlights, highlights }, document }
}
