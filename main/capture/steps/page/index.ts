import { textLines, walk } from '../../extract/dom.ts'
import type { PageStep, Trace } from '../types.ts'
import { EMBEDS, unframeQuotations } from './embeds.ts'
import * as furniture from './furniture.ts'
import { Look } from './look.ts'
import { NEXT_ARTICLES, takeNextArticles } from './nextArticles.ts'
import { teasers } from './teasers.ts'
import { UNFOLD, unfold } from './unfold.ts'

/** In this order: the first that has a reason takes the element. */
export const pageSteps: readonly PageStep[] = [
  furniture.hiddenLabels,
  furniture.popovers,
  furniture.advertisements,
  furniture.cookies,
  furniture.comments,
  furniture.sharing,
  furniture.newsletters,
  furniture.related,
  furniture.tags,
  furniture.authors,
  furniture.stamps,
  furniture.navigation,
  teasers,
]

/** Never furniture themselves, and never gone into: a program, a formula, what is drawn. */
const NEVER =
  /^(?:html|body|main|head|script|style|noscript|template|link|meta|br|img|source|picture|input|option|h1|pre|code|math|mjx-container|svg|table|td|th|tr|tbody|thead|dt|dd|blockquote|figcaption|caption)$/
const CLOSED = /^(?:pre|code|math|svg|head|script|style|noscript|template|mjx-container|textarea|select)$/
/** What only the article has. */
const OWN = 'h1, main, [itemprop="articleBody"], [property="articleBody"], [itemprop="headline"]'
/** Where more than this share of a page's prose would go, it is the article that has such a name. */
const MOST_PROSE = 0.3
/** Pages of less prose than this are left to Readability. */
const LEAST_PROSE = 80

interface Taken {
  readonly step: PageStep
  readonly look: Look
  readonly reason: string
}

/**
 * Takes away what a site sets around and between its articles' paragraphs. What a name such as `related` means is only
 * believed of something that looks the part (short, linked, without prose); and where a step would take much of the
 * page's prose (a list article whose entries are called `recommended`), it takes none that has any.
 */
export function clearPage(page: Document, url: string | null, trace: Trace): void {
  if (trace.runs(NEXT_ARTICLES)) takeNextArticles(page, trace.logFor(NEXT_ARTICLES))
  if (trace.runs(UNFOLD)) unfold(page, trace.logFor(UNFOLD))
  const steps = pageSteps.filter((step) => trace.runs(step.name))
  const host = url ? (URL.parse(url)?.host ?? null) : null
  const found: Taken[] = []
  walk(page.body, (element) => {
    const look = new Look(element, host)
    if (NEVER.test(look.tag)) return !CLOSED.test(look.tag)
    for (const step of steps) {
      const reason = step.why(look)
      if (reason === null || isArticle(look)) continue
      found.push({ step, look, reason })
      return false
    }
    return !CLOSED.test(look.tag)
  })
  if (trace.runs(EMBEDS)) unframeQuotations(page, trace.logFor(EMBEDS))
  if (found.length > 0) take(found, new Look(page.body, host).prose, steps, trace)
}

function isArticle({ tag, element }: Look): boolean {
  if (element.getAttribute('itemprop') === 'articleBody') return true
  return (tag === 'article' && !element.parentElement?.closest('article')) || element.querySelector(OWN) !== null
}

function take(found: readonly Taken[], all: number, steps: readonly PageStep[], trace: Trace): void {
  for (const step of steps) {
    const log = trace.logFor(step.name)
    const own = found.filter((each) => each.step === step)
    const prose = own.reduce((sum, { look }) => sum + look.prose, 0)
    const left = all - prose
    const tooMuch = step.name === 'comments' ? left < LEAST_PROSE : prose > all * MOST_PROSE
    for (const { look, reason } of own) {
      if (tooMuch && look.prose > 0) continue
      log(textLines(look.element).join(' '), reason)
      look.element.remove()
    }
  }
}
