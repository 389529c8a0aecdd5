import { Readability } from '@mozilla/readability'
import { isElement, isText, tagOf } from './dom.ts'

/** Players whose frames become cards with a link; other frames are advertisements more often than not. */
const PLAYERS =
  /\/\/(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com|youtu\.be|vimeo\.com|dailymotion\.com|v\.qq\.com|archive\.org|wikimedia\.org|twitch\.tv|bilibili\.com|arte\.tv|ted\.com|soundcloud\.com|spotify\.com|bandcamp\.com|podcasts\.apple\.com|tube\.\w+|peertube\.\w+|codepen\.io|datawrapper\.(?:de|dwcdn\.net)|flourish\.studio|openstreetmap\.org)(?:\/|$)/i

/**
 * Readability without the parts that cost much on linkedom and change nothing here: the conversion to the schema ignores
 * styles, resolves addresses and flattens wrappers by itself. The names are those of Readability 0.6.
 */
class LeanReadability extends Readability<Node> {
  /** What stands beside the article's main part and belongs to it: Readability makes a `div` of any element but these. */
  ALTER_TO_DIV_EXCEPTIONS = [
    ...['DIV', 'ARTICLE', 'SECTION', 'P', 'OL', 'UL'],
    ...['FIGURE', 'BLOCKQUOTE', 'TABLE', 'PRE', 'DL', 'DETAILS', 'H2', 'H3', 'H4', 'H5', 'H6'],
  ]

  _cleanStyles(): void {}

  _postProcessContent(): void {}

  /** Pictures that load late, and those in `noscript`, are settled already. */
  _unwrapNoscriptImages(): void {}

  _fixLazyImages(): void {}

  /** What is called `share`: a step of its own takes the bars, and leaves the headings with such an id. */
  _cleanMatchedNodes(): void {}

  /** Nor does a heading go for its id, which is made of its words. */
  _cleanHeaders(): void {}

  /** Where breaks part paragraphs, a word in a `font` or a `u` does not end one, as it would in Readability. */
  _isPhrasingContent(node: Node): boolean {
    if (!isElement(node)) return isText(node)
    const tag = tagOf(node)
    if (PHRASING.test(tag)) return true
    return MAYBE_PHRASING.test(tag) && [...node.childNodes].every((child) => this._isPhrasingContent(child))
  }

  /** As in Readability, but read from the attribute: an object of styles for every element takes a third of all time. */
  _isProbablyVisible(node: Element): boolean {
    const style = node.getAttribute('style')
    if (style && /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(style)) return false
    if (node.hasAttribute('hidden')) return false
    return node.getAttribute('aria-hidden') !== 'true' || /fallback-image/.test(node.getAttribute('class') ?? '')
  }
}

interface Readable {
  readonly root: Element
  readonly title: string
  readonly byline: string | null
  readonly dir: string | null
  readonly excerpt: string | null
}

/** As in Readability. */
const PHRASING =
  /^(?:abbr|audio|b|bdo|br|button|cite|code|data|datalist|dfn|em|embed|i|img|input|kbd|label|mark|math|meter|noscript|object|output|progress|q|ruby|samp|script|select|small|span|strong|sub|sup|textarea|time|var|wbr)$/
/** Where nothing but such is in them. */
const MAYBE_PHRASING = /^(?:a|acronym|bdi|big|del|font|ins|picture|s|strike|tt|u)$/

/**
 * Mozilla's Readability over the document, which it takes apart. The article comes back as an element: writing it out
 * and parsing it again would cost as much as finding it. Null where there is no text at all.
 */
export function findArticle(document: Document): Readable | null {
  let root: Element | null = null
  const article = new LeanReadability(document, {
    keepClasses: true,
    allowedVideoRegex: PLAYERS,
    serializer: (node) => node,
  }).parse()
  if (!article?.content) return null
  if (article.content.nodeType === 1) root = article.content as Element
  if (!root) return null
  return {
    root,
    title: article.title ?? '',
    byline: article.byline ?? null,
    dir: article.dir ?? null,
    excerpt: article.excerpt ?? null,
  }
}
