import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON } from '../../core/document/types.ts'
import { countWords, readingMinutes } from '../../core/document/words.ts'
import { ARTICLE_VERSION, type Article, articleSchema } from '../../core/model/article.ts'
import type { Highlight } from '../../core/model/highlight.ts'
import { at, type Context } from '../context.ts'
import { backupOf, encodeDocument } from '../durable-json.ts'
import { makeFolder, placeFile, readOwn } from '../files.ts'
import { layout } from '../layout.ts'
import { sha256 } from '../parse.ts'
import { asidesOf } from '../quarantine.ts'
import { pagesOf, type Text, textsOf } from './copies.ts'
import { salvageArticle } from './salvage.ts'

const EXCERPT = 200
const TITLE = 120
const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * An article whose record is lost, as far as it can be told from what is there: the damaged record's fields that are
 * whole, the texts (whose file's names are their hashes), the page. Its times are no later than they must be, so that
 * the record of another copy of the library counts for more. Null where there is nothing to begin with.
 */
export async function rebuildArticle(
  context: Context,
  id: string,
  highlights: readonly Highlight[],
): Promise<Article | null> {
  const said = await salvaged(context, id)
  let texts = await textsOf(context, id)
  if (texts.length === 0 && said.versions === undefined) {
    if (highlights.length === 0) return null
    texts = [await quotations(context, id, highlights)]
  }
  const pages = await pagesOf(context, id)
  const named = said.versions ?? []
  const there = new Set(texts.map(({ hash }) => hash))
  const known = named.filter(({ hash }) => there.has(hash) || texts.length === 0)
  // A page that no version names belongs to the text that was written with it.
  const free = pages.filter(({ hash }) => !named.some(({ original }) => original === hash))
  const unknown = texts
    .filter(({ hash }) => !named.some((version) => version.hash === hash))
    .map(({ hash, at: capturedAt }) => ({ hash, original: free.shift()?.hash ?? null, capturedAt }))
  const versions = [...known, ...unknown]
  const current = versions.find(({ hash }) => hash === said.current) ?? versions.at(-1)
  if (current === undefined) return null
  const shown = texts.find(({ hash }) => hash === current.hash)
  const markup = new TextDecoder().decode(pages.find(({ hash }) => hash === current.original)?.page)
  const createdAt = said.createdAt ?? new Date(timeOf(id)).toISOString()
  const times = said.changedAt && said.updatedAt ? {} : { changedAt: {}, updatedAt: createdAt }
  const rebuilt = {
    ...emptyArticle,
    ...described(shown?.document, said.lang ?? null),
    dir: directionOf(shown),
    title: titleOf(shown, markup) ?? id,
    url: canonicalOf(markup),
    canonicalUrl: canonicalOf(markup),
    ...said,
    ...times,
    id,
    createdAt,
    current: current.hash,
    versions,
  }
  return articleSchema.parse(rebuilt)
}

/** What follows from a text. */
export function described(
  document: DocumentJSON | undefined,
  lang: string | null,
): Pick<Article, 'words' | 'minutes' | 'excerpt'> {
  const text = document ? documentText(document).text : ''
  const words = countWords(text, lang)
  return {
    words,
    minutes: readingMinutes(words, lang),
    excerpt: text
      .replace(/[\s\uFFFC]+/g, ' ')
      .trim()
      .slice(0, EXCERPT),
  }
}

const emptyArticle = {
  version: ARTICLE_VERSION,
  byline: null,
  site: null,
  publishedAt: null,
  lang: null,
  dir: 'ltr',
  leadImage: null,
  tags: [],
  archived: false,
  favourite: false,
  progress: 0,
  position: null,
} as const

/** The fields that are whole in any of the files that the record was, the latest of them first. */
async function salvaged(context: Context, id: string): Promise<Partial<Article>> {
  const path = layout.article(id)
  let said: Partial<Article> = {}
  const asides = [...(await asidesOf(context, path)), ...(await asidesOf(context, backupOf(path)))]
  for (const name of asides) {
    const bytes = await readOwn(context.files, at(context, `${layout.quarantine}/${name}`)).catch(() => null)
    if (bytes !== null && bytes !== 'odd') said = { ...salvageArticle(bytes), ...said }
  }
  return said
}

/** Where nothing is left but highlights, their quotations are the text. */
async function quotations(context: Context, id: string, highlights: readonly Highlight[]): Promise<Text> {
  const content = highlights
    .map(({ selectors }) => selectors.quote.exact.replace(/\s+/g, ' ').trim())
    .filter((text) => text !== '')
    .map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
  const document: DocumentJSON = { type: 'doc', content: content.length > 0 ? content : [{ type: 'paragraph' }] }
  const bytes = encodeDocument(document)
  const hash = sha256(bytes)
  const folder = `${layout.folder(id)}/content`
  await makeFolder(context.files, at(context, folder))
  const temp = at(context, `${folder}/.${hash}.tmp`)
  await placeFile(context.files, at(context, layout.content(id, hash)), temp, bytes)
  return { hash, document, at: context.clock().toISOString() }
}

function titleOf(text: Text | undefined, markup: string): string | null {
  const title = /<title[^>]*>([^<]+)/i.exec(markup)?.[1]?.replace(/\s+/g, ' ').trim()
  if (title && !title.includes('&')) return title.slice(0, TITLE)
  if (!text) return null
  const { text: plain, blocks } = documentText(text.document)
  const block = blocks.find(({ level }) => level !== null) ?? blocks[0]
  const first = block && plain.slice(block.start, block.end).trim().slice(0, TITLE)
  return first || null
}

function canonicalOf(markup: string): string | null {
  const link = /<link[^>]+rel=["']?canonical["']?[^>]*>/i.exec(markup)?.[0]
  const url = link && /href=["'](https?:[^"'&]+)["']/i.exec(link)?.[1]
  return url ?? null
}

/** The time in a ULID: its first ten characters, milliseconds (https://github.com/ulid/spec). */
function timeOf(id: string): number {
  const time = [...id.slice(0, 10)].reduce((sum, character) => sum * 32 + CROCKFORD.indexOf(character), 0)
  return Math.min(time, Date.parse('9999-12-31T23:59:59.999Z'))
}

function directionOf(text: Text | undefined): 'ltr' | 'rtl' {
  const letters = text ? (documentText(text.document).text.match(/\p{L}/gu) ?? []) : []
  const others = letters.filter((letter) => RIGHT_TO_LEFT.test(letter)).length
  return others * 2 > letters.length ? 'rtl' : 'ltr'
}
