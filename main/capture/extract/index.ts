import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON } from '../../core/document/types.ts'
import { countWords, readingMinutes } from '../../core/document/words.ts'
import { PostilError } from '../../core/result.ts'
import { betterThan, CANDIDATES, readEvidence } from '../candidates/index.ts'
import { leadOf, withLead } from '../candidates/lead.ts'
import { convertElement } from '../convert/index.ts'
import { cleanByline } from '../metadata/byline.ts'
import { clip, type PageFacts, readFacts } from '../metadata/index.ts'
import { settleWithText } from '../metadata/settle.ts'
import { breaksOff, clearDocument, clearPage } from '../steps/index.ts'
import { createTrace } from '../steps/trace.ts'
import type { Trace } from '../steps/types.ts'
import type { CapturedArticle } from '../types.ts'
import { parsePage } from './dom.ts'
import { headingTitle, takeTitle, withoutTitle } from './ownTitle.ts'
import { findArticle } from './readable.ts'
import { rescue } from './rescue.ts'
import type { Stash } from './stash.ts'
import { assertArticle } from './verdict.ts'

/** An article before its pictures: `source` of images and `media` of embeds hold addresses still, `data:` ones among them. */
export interface ExtractedArticle
  extends Omit<CapturedArticle, 'media' | 'original' | 'missingImages' | 'leadImage' | 'favicon'> {
  readonly leadImageUrl: string | null
  /** The site's sign, if the page states one: absolute http or https, or `data:`. */
  readonly faviconUrl: string | null
  /** Pictures that came in the same file, by the addresses that the document has for them. */
  readonly resources?: ReadonlyMap<string, Uint8Array>
  /** By a picture's address, where else the page has it, smaller: the best first. */
  readonly otherPictures?: Stash['otherPictures']
}

interface PageSource {
  readonly html: string
  /** Where the page was found; null where that is not known. */
  readonly url: string | null
  /** From the transport. */
  readonly lang: string | null
  /** A piece that somebody chose (a selection): all of it is the article. */
  readonly whole: boolean
  /** For a page without any title: its file's name. */
  readonly fallbackTitle: string
  /** Days after this are no article's; not checked where it is not given. */
  readonly now?: Date | undefined
  /** Answer what each step did. */
  readonly explain?: boolean | undefined
  /** Names of steps that do not run. */
  readonly without?: readonly string[] | undefined
}

/** Words. What is for subscribers is longer than what is shown of it. */
const SHORT = 350

/** From a page's text to its article. Throws PostilError with what the page is instead. Pure: no network, no clock. */
export function extractArticle(source: PageSource): ExtractedArticle {
  if (source.html.trim() === '') throw new PostilError('pageEmpty')
  const trace = createTrace(source.without, source.explain)
  const page = parsePage(source.html)
  const facts = readFacts(page, source.url, source.now ?? null)
  const address = source.url ?? facts.canonicalUrl
  const convert = (root: Element, stash: Stash) =>
    convertElement(root, { base: facts.base, page: address, lang: facts.langs[0] ?? null, stash })
  if (source.whole) {
    const stash = rescue(page, address)
    return withOthers(wholePage(convert(page.body, stash), facts, source, trace), stash)
  }

  clearPage(page, address, trace)
  const stash = rescue(page, address)
  const evidence = trace.runs(CANDIDATES) ? readEvidence(page, source.html) : null
  const lead = trace.runs(CANDIDATES) ? leadOf(page, null).map((element) => element.cloneNode(true) as Element) : []
  const article = findArticle(page)
  if (article) withLead(article.root, lead)
  const again = () => {
    const other = parsePage(source.html)
    clearPage(other, address, createTrace(source.without))
    return { page: other, stash: rescue(other, address) }
  }
  const better = evidence && betterThan(article?.root ?? null, evidence, again, trace.logFor(CANDIDATES))
  const converted = better ? convert(better.root, better.stash) : article ? convert(article.root, stash) : null
  assertArticle(converted, source.html, facts.title, source.url)
  if (!converted || converted.content.length === 0) throw new PostilError('articleNotDetected')
  const { title, rest } = takeTitle(converted, facts.title || article?.title.trim() || headingTitle(converted))
  const byline = facts.byline ?? cleanByline(article?.byline)
  const document = clearDocument(rest, trace, {
    title,
    byline,
    site: facts.site,
    url: address,
    paid: facts.paid !== null,
  })
  const described = { ...facts, title, byline, dirs: [...facts.dirs, article?.dir ?? null] }
  const told = describe(document, described, source, trace)
  // What is for subscribers may have come all the same: many sites only hide it, and name places that are no more.
  const offered = facts.paid !== 'here' && breaksOff(rest, true)
  const gone = facts.paid === 'elsewhere' && told.words < SHORT
  const partial = facts.paid !== null && (offered || gone || breaksOff(document, false))
  return withOthers(partial ? { ...told, partial: 'paywall' } : told, better?.stash ?? stash)
}

function withOthers(article: ExtractedArticle, { otherPictures }: Stash): ExtractedArticle {
  return otherPictures.size > 0 ? { ...article, otherPictures } : article
}

function wholePage(document: DocumentJSON, facts: PageFacts, source: PageSource, trace: Trace): ExtractedArticle {
  if (document.content.length === 0) throw new PostilError('pageEmpty')
  const title = facts.title || headingTitle(document)
  return describe(facts.title ? document : withoutTitle(document, title), { ...facts, title }, source, trace)
}

/** Direction and language of blocks say only where they differ from the article's. */
function withoutOwn(document: DocumentJSON, lang: string | null, dir: string): DocumentJSON {
  const content = document.content.map((node) => {
    const own = node.attrs?.lang
    const same = typeof own === 'string' && (own === lang || lang?.startsWith(`${own}-`) === true)
    if (!same && node.attrs?.dir !== dir) return node
    const kept = Object.entries(node.attrs ?? {}).filter(
      ([name, value]) => !(name === 'lang' && same) && !(name === 'dir' && value === dir),
    )
    const { attrs: _attrs, ...rest } = node
    return kept.length > 0 ? { ...rest, attrs: Object.fromEntries(kept) } : rest
  })
  return { type: 'doc', content }
}

function describe(document: DocumentJSON, facts: PageFacts, source: PageSource, trace: Trace): ExtractedArticle {
  const { text } = documentText(document)
  const told = [...facts.told]
  const { lang, dir, excerpt, leadImageUrl } = settleWithText(document, text, facts, source.lang, told)
  const words = countWords(text, lang)
  const log = trace.logFor('facts')
  for (const { fact, value, source: from } of told) log(value, `${fact}, from ${from}`)
  const steps = trace.result()
  return {
    url: source.url,
    canonicalUrl: facts.canonicalUrl,
    title: clip(facts.title || clip(text.replaceAll('\uFFFC', ' '), 80) || source.fallbackTitle, 500),
    byline: facts.byline,
    site: facts.site,
    publishedAt: facts.publishedAt,
    modifiedAt: facts.modifiedAt,
    lang,
    dir,
    excerpt,
    leadImageUrl,
    faviconUrl: facts.favicon,
    words,
    minutes: readingMinutes(words, lang),
    document: withoutOwn(document, lang, dir),
    ...(steps && { steps }),
  }
}
