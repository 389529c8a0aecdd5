import { z } from 'zod'
import { safeWebUrl } from '../core/document/links.ts'
import { EXPORT_VERSION, postilExportSchema } from '../core/export/json.ts'
import type { Article } from '../core/model/article.ts'
import type { Highlight } from '../core/model/highlight.ts'
import { highlightSchema } from '../core/model/highlight.ts'
import { migrateArticle, migrateHighlight } from '../core/model/migrate.ts'
import { PostilError } from '../core/result.ts'
import type { Imported, ImportedArticle, Importer } from './types.ts'

/** The file around its articles, which are looked at one by one: a bad one must not cost the others. */
const envelopeSchema = postilExportSchema.extend({
  version: z.number().int().min(1),
  articles: z.array(z.unknown()),
})
const recordSchema = postilExportSchema.shape.articles.element
/** With its records brought to today's version. */
const entrySchema = recordSchema.extend({
  article: z.preprocess(migrateArticle, recordSchema.shape.article),
  highlights: z.array(z.unknown().transform(migrateHighlight)),
})

const HEAD = 4096
const signature = /^\s*\{\s*"format"\s*:\s*"postil-export"/

/** Postil's own export, of this version or an earlier one; see core/export/json.ts. */
export const postil: Importer = {
  detect(_name, bytes) {
    if (signature.test(decode(bytes.subarray(0, HEAD)))) return true
    // Another program may have written the fields in another order.
    const value = parseJSON(decode(bytes))
    return z.object({ format: postilExportSchema.shape.format }).safeParse(value).success
  },

  async read(name, bytes, pace) {
    const damaged = (reason: string) => new PostilError('importDamaged', { name, format: 'postil', reason })
    const value = (await parseLines(bytes, pace)) ?? parseJSON(decode(bytes))
    if (value === undefined) throw damaged('it is no complete JSON')
    const envelope = envelopeSchema.safeParse(value)
    if (!envelope.success) throw damaged(firstIssue(envelope.error))
    const { version, articles } = envelope.data
    if (version > EXPORT_VERSION) throw damaged(`it has version ${version}, from a newer Postil`)
    return readArticles(articles, pace)
  },
}

/** The end of the first line and the last line of a file as Postil writes it. */
const OPENING = '"articles":['
const CLOSING = ']}'
const LINE_FEED = 10

function* linesOf(bytes: Uint8Array): Generator<string> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start)
    const end = found < 0 ? bytes.length : found
    yield decode(bytes.subarray(start, end))
    start = end + 1
  }
}

/**
 * The same as `parseJSON` for a file with an article to a line, as Postil writes it, but line by line: all at once would
 * hold everything else up for as long as it takes. Undefined where the file is not written like this.
 */
async function parseLines(bytes: Uint8Array, pace: () => Promise<void>): Promise<unknown> {
  if (!bytes.subarray(0, HEAD).includes(LINE_FEED)) return undefined
  const articles: unknown[] = []
  let head: string | null = null
  let closed = false
  for (const line of linesOf(bytes)) {
    await pace()
    if (head === null) {
      if (!line.endsWith(OPENING)) return undefined
      head = line
    } else if (closed) {
      if (line.trim() !== '') return undefined
    } else if (line === CLOSING) {
      closed = true
    } else {
      const article = parseJSON(line.endsWith(',') ? line.slice(0, -1) : line)
      if (article === undefined) return undefined
      articles.push(article)
    }
  }
  const envelope = closed ? parseJSON(`${head}${CLOSING}`) : undefined
  return typeof envelope === 'object' && envelope !== null ? { ...envelope, articles } : undefined
}

async function readArticles(entries: readonly unknown[], pace: () => Promise<void>): Promise<Imported> {
  const articles: ImportedArticle[] = []
  const problems: { row: string; reason: string }[] = []
  for (const [index, value] of entries.entries()) {
    await pace()
    const row = rowName(value, index)
    const entry = entrySchema.safeParse(value)
    if (!entry.success) {
      problems.push({ row, reason: firstIssue(entry.error) })
      continue
    }
    const { document } = entry.data
    const article = withSafeAddresses(entry.data.article)
    const highlights: Highlight[] = []
    for (const [number, candidate] of entry.data.highlights.entries()) {
      const highlight = highlightSchema.safeParse(candidate)
      const place = `${row}, highlight ${number + 1}`
      if (!highlight.success) problems.push({ row: place, reason: firstIssue(highlight.error) })
      else if (highlight.data.articleId !== article.id) {
        problems.push({ row: place, reason: `it belongs to the article ${highlight.data.articleId}` })
      } else highlights.push(highlight.data)
    }
    articles.push({ article, document, highlights })
  }
  return { articles, problems }
}

/** A file from elsewhere may hold addresses that a window must never open. Postil's own marks (`postil:welcome/en`) stay. */
function withSafeAddresses(article: Article): Article {
  const { url, canonicalUrl } = article
  const own = canonicalUrl?.startsWith('postil:') === true
  return { ...article, url: safeWebUrl(url), canonicalUrl: own ? canonicalUrl : safeWebUrl(canonicalUrl) }
}

const titledSchema = z.object({ article: z.object({ title: z.string() }) })

function rowName(entry: unknown, index: number): string {
  const titled = titledSchema.safeParse(entry)
  const number = `article ${index + 1}`
  return titled.success ? `${number} (${titled.data.article.title.slice(0, 80)})` : number
}

/** UTF-8, with or without its mark. */
function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes)
}

function parseJSON(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues
  const place = issue?.path.map(String).join('.') ?? ''
  const said = issue?.message ?? 'it does not fit'
  return place === '' ? said : `${place}: ${said}`
}
