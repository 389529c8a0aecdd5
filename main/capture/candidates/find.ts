import { isElement, isText, tagOf, walk } from '../extract/dom.ts'
import { named, normalised } from '../steps/page/look.ts'
import { weighWords } from '../steps/words.ts'

export type CandidateKind = 'articleBody' | 'named' | 'article' | 'main'

/** What a page itself sets apart as its article. */
export interface Candidate {
  readonly kind: CandidateKind
  /** One element, or several that stand side by side. */
  readonly elements: readonly Element[]
  readonly outline: Outline
}

/** What can be compared once the page is taken apart. */
export interface Outline {
  readonly words: number
  /** Every run of words between two blocks. */
  readonly runs: readonly string[]
  /** Of those, paragraphs that are no links. */
  readonly prose: readonly string[]
  readonly proseWords: number
}

/** What templates call the element of an article's text, most of them after hAtom's `entry-content`. */
const NAMED = named(
  '(?:article|story|post|entry|news|blog|single)-?(?:body|content|text|copy|main-content)(?:-(?:content|text|inner|wrapper|container|main|area|section))?|articlebody|e-content|body-?(?:copy|text)',
)
const NO_CONTAINER = /^(?:p|ul|ol|table|pre|svg|script|style|noscript|template|h[1-6]|figure|blockquote|form|nav)$/
const UNREAD = /^(?:script|style|template|noscript|svg|head|figcaption|caption)$/
/** What is written under pictures goes with them; galleries repeat it. */
const CAPTION = named('(?:\\w+-)*(?:captions?|gallery|slide-?show|carousel|lightbox|swiper|slider)(?:-\\w+)*')
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span|strike|strong|sub|sup|time|u|var|wbr)$/
const PROSE_WORDS = 18
const MOST_LINKED = 0.5

function isCaption(element: Element): boolean {
  const names = element.getAttribute('class')
  return (
    names !== null &&
    /caption|galler|slide|carousel|lightbox|swiper/i.test(names) &&
    CAPTION.test(` ${normalised(names)} `)
  )
}

/** An element's paragraphs, whichever elements they are: the words that stand together between two blocks or breaks. */
export function outlineOf(elements: readonly Element[]): Outline {
  let words = 0
  const runs: string[] = []
  const prose: string[] = []
  let proseWords = 0
  let run = ''
  let linked = 0
  const end = (): void => {
    const size = /\S/.test(run) ? weighWords(run) : 0
    words += size
    if (size > 0) runs.push(run)
    if (size >= PROSE_WORDS && linked < size * MOST_LINKED) {
      prose.push(run)
      proseWords += size
    }
    run = ''
    linked = 0
  }
  const read = (parent: Node, inLink: boolean): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) {
        run += node.data
        if (inLink) linked += weighWords(node.data)
      } else if (isElement(node)) {
        const tag = tagOf(node)
        if (UNREAD.test(tag) || isCaption(node)) continue
        const edge = !INLINE.test(tag)
        if (edge) end()
        read(node, inLink || tag === 'a')
        if (edge) end()
      }
    }
  }
  for (const element of elements) {
    read(element, false)
    end()
  }
  return { words, runs, prose, proseWords }
}

/** The outermost elements, where they stand side by side; else the one with the most prose. */
function settle(kind: CandidateKind, found: readonly Element[]): Candidate | null {
  const outer = found.filter((element) => !found.some((other) => other !== element && other.contains(element)))
  const outlined = outer
    .map((element) => ({ element, outline: outlineOf([element]) }))
    .filter(({ outline }) => outline.proseWords > 0)
  const [first] = outlined
  if (!first) return null
  const together = outlined.every(
    ({ element, outline }) =>
      element.parentElement === first.element.parentElement &&
      (element === first.element || outline.prose[0] !== first.outline.prose[0]),
  )
  if (outlined.length > 1 && together) {
    const elements = outlined.map(({ element }) => element)
    return { kind, elements, outline: outlineOf(elements) }
  }
  const best = outlined.reduce((one, other) => (other.outline.proseWords > one.outline.proseWords ? other : one))
  return { kind, elements: [best.element], outline: best.outline }
}

/** One walk over the cleaned page: microdata and RDFa, names that templates give, `article`, `main`. */
export function findCandidates(page: Document): Candidate[] {
  const found: Record<CandidateKind, Element[]> = { articleBody: [], named: [], article: [], main: [] }
  walk(page.body, (element) => {
    const tag = tagOf(element)
    if (NO_CONTAINER.test(tag)) return false
    const property = `${element.getAttribute('itemprop') ?? ''} ${element.getAttribute('property') ?? ''}`
    const role = element.getAttribute('role')
    if (/(?:^|[\s:])articleBody(?:\s|$)/.test(property)) found.articleBody.push(element)
    if (tag === 'article' || role === 'article') found.article.push(element)
    if (tag === 'main' || role === 'main') found.main.push(element)
    const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
    if (names !== ' ' && /^(?:div|section|article|td)$/.test(tag) && NAMED.test(` ${normalised(names)} `)) {
      found.named.push(element)
    }
    return true
  })
  const kinds: readonly CandidateKind[] = ['articleBody', 'named', 'article', 'main']
  return kinds.flatMap((kind) => settle(kind, found[kind]) ?? [])
}
