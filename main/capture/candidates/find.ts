import { isElement, isText, tagOf } from '../extract/dom.ts'
import { BODY, named, normalised } from '../steps/page/look.ts'
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

const NAME = /body|content|text|copy/i
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

export interface Run {
  readonly text: string
  /** Where it begins. */
  readonly parent: Element | null
  readonly words: number
  readonly prose: boolean
}

/** Where a candidate begins and ends among the runs of its page. */
interface Span {
  readonly kind: CandidateKind
  readonly element: Element
  readonly start: number
  end: number
}

/**
 * Reads the paragraphs of an element, whichever elements they are: the words that stand together between two blocks or
 * breaks. On the way it is asked of each element what it may be.
 */
function readRuns(root: Element, kindsOf: (element: Element, tag: string) => readonly CandidateKind[]) {
  const runs: Run[] = []
  const spans: Span[] = []
  let text = ''
  let begun: Element | null = null
  let linked = 0
  const end = (): void => {
    if (text === '') return
    const words = weighWords(text)
    if (words > 0)
      runs.push({ text, parent: begun, words, prose: words >= PROSE_WORDS && linked < words * MOST_LINKED })
    text = ''
    begun = null
    linked = 0
  }
  const read = (parent: Node, inLink: boolean): void => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) {
        if (begun === null && /\S/.test(node.data)) begun = node.parentElement
        text += node.data
        if (inLink) linked += weighWords(node.data)
      } else if (isElement(node)) {
        const tag = tagOf(node)
        if (INLINE.test(tag)) read(node, inLink || tag === 'a')
        else if (!UNREAD.test(tag) && !isCaption(node)) {
          end()
          const own = kindsOf(node, tag).map((kind): Span => ({ kind, element: node, start: runs.length, end: 0 }))
          read(node, inLink)
          end()
          for (const span of own) span.end = runs.length
          spans.push(...own)
        }
      }
    }
  }
  read(root, tagOf(root) === 'a')
  end()
  return { runs, spans }
}

function outline(runs: readonly Run[]): Outline {
  const prose = runs.filter((run) => run.prose)
  return {
    words: runs.reduce((sum, { words }) => sum + words, 0),
    runs: runs.map(({ text }) => text),
    prose: prose.map(({ text }) => text),
    proseWords: prose.reduce((sum, { words }) => sum + words, 0),
  }
}

/** Every run of words in an element, with where it stands. */
export function outlinedRuns(element: Element): readonly Run[] {
  return readRuns(element, () => []).runs
}

export function outlineOf(element: Element): Outline {
  return outline(readRuns(element, () => []).runs)
}

/** The outermost elements, where they stand side by side; else the one with the most prose. */
function settle(kind: CandidateKind, spans: readonly Span[], runs: readonly Run[]): Candidate | null {
  const own = spans.filter((span) => span.kind === kind)
  const outlined = own
    .filter((span) => !own.some((other) => other !== span && other.element.contains(span.element)))
    .map(({ element, start, end }) => ({ element, outline: outline(runs.slice(start, end)) }))
    .filter((each) => each.outline.proseWords > 0)
  const [first] = outlined
  if (!first) return null
  const together = outlined.every(
    (each) =>
      each.element.parentElement === first.element.parentElement &&
      (each === first || each.outline.prose[0] !== first.outline.prose[0]),
  )
  if (outlined.length > 1 && together) {
    const sum = (pick: (each: Outline) => number) => outlined.reduce((all, each) => all + pick(each.outline), 0)
    return {
      kind,
      elements: outlined.map(({ element }) => element),
      outline: {
        words: sum(({ words }) => words),
        runs: outlined.flatMap((each) => each.outline.runs),
        prose: outlined.flatMap((each) => each.outline.prose),
        proseWords: sum(({ proseWords }) => proseWords),
      },
    }
  }
  const best = outlined.reduce((one, other) => (other.outline.proseWords > one.outline.proseWords ? other : one))
  return { kind, elements: [best.element], outline: best.outline }
}

function isHidden(element: Element): boolean {
  return element.hasAttribute('hidden') || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')
}

function kindsOf(element: Element, tag: string): CandidateKind[] {
  const kinds: CandidateKind[] = []
  const property = element.getAttribute('itemprop') ?? element.getAttribute('property')
  if (property !== null && /(?:^|[\s:])articleBody(?:\s|$)/.test(property)) kinds.push('articleBody')
  const role = element.getAttribute('role')
  if (tag === 'article' || role === 'article') kinds.push('article')
  if (tag === 'main' || role === 'main') kinds.push('main')
  if (/^(?:div|section|article|td)$/.test(tag)) {
    const names = `${element.getAttribute('class') ?? ''} ${element.getAttribute('id') ?? ''}`
    if (NAME.test(names) && BODY.test(` ${normalised(names)} `)) kinds.push('named')
  }
  // What is still hidden once the article was unfolded is something else.
  return kinds.length > 0 && isHidden(element) ? [] : kinds
}

/** In one walk over the cleaned page: microdata and RDFa, names that templates give, `article`, `main`. */
export function findCandidates(page: Document): Candidate[] {
  const { runs, spans } = readRuns(page.body, kindsOf)
  const kinds: readonly CandidateKind[] = ['articleBody', 'named', 'article', 'main']
  return kinds.flatMap((kind) => settle(kind, spans, runs) ?? [])
}
