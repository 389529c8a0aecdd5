import { isElement, isText, plainText, tagOf } from '../../extract/dom.ts'
import { weighWords } from '../words.ts'

/** A paragraph of this many words that are no links is prose, which furniture has little of. */
const PROSE_WORDS = 18
const SKIPPED = /^(?:script|style|template|noscript|svg|head)$/
const BLOCK =
  /^(?:address|article|aside|blockquote|body|center|dd|div|dl|dt|figcaption|figure|footer|form|h[1-6]|header|li|main|nav|ol|p|pre|section|table|tbody|td|th|tr|ul)$/

interface Counts {
  readonly words: number
  readonly linked: number
  /** Words that stand in paragraphs of `PROSE_WORDS` or more. */
  readonly prose: number
  readonly links: number
}

/**
 * Counts an element's words. Prose are the words directly in one block, whichever element it is: old pages write their
 * paragraphs as loose text between breaks.
 */
function count(root: Element): Counts {
  let words = 0
  let linked = 0
  let prose = 0
  let links = 0
  const inBlock = (parent: Element): void => {
    let own = 0
    const visit = (element: Element, inLink: boolean): void => {
      for (let node = element.firstChild; node; node = node.nextSibling) {
        if (isText(node)) {
          const size = /\S/.test(node.data) ? weighWords(node.data) : 0
          words += size
          if (inLink) linked += size
          else own += size
        } else if (isElement(node)) {
          const tag = tagOf(node)
          if (SKIPPED.test(tag)) continue
          if (tag === 'a') links++
          if (BLOCK.test(tag)) inBlock(node)
          else visit(node, inLink || tag === 'a' || tag === 'button')
        }
      }
    }
    visit(parent, tagOf(parent) === 'a')
    if (own >= PROSE_WORDS) prose += own
  }
  inBlock(root)
  return { words, linked, prose, links }
}

/** How many names of a page, and of how many letters, are kept for being met again. */
const MOST_KNOWN = 2000
const LONGEST_KNOWN = 300

/** `relatedLinks story_share` as `related-links story-share`. */
export function normalised(names: string): string {
  return names
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/[_:/.]+/g, '-')
    .replace(/--+/g, '-')
    .toLowerCase()
}

/**
 * Whether an id only marks a place to link to, as programs make it of a heading's words: a section about comments has
 * the id `comments` as much as the readers' comments have.
 */
function isAnchor(element: Element, tag: string): boolean {
  if (/^(?:h[1-6]|a|p|li|dt|dd|span|figure|table|pre)$/.test(tag)) return true
  const id = element.getAttribute('id')
  const first = id ? element.firstElementChild : null
  if (!id || !first || !/^(?:h[1-6]|span|a)$/.test(tagOf(first))) return false
  const heading = /^h[1-6]$/.test(tagOf(first)) ? first : first.nextElementSibling
  if (!heading || !/^h[1-6]$/.test(tagOf(heading))) return false
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
  return bare(plainText(heading)) === bare(id)
}

/** An element as the steps look at it; what costs is counted when first asked for. */
export class Look {
  readonly element: Element
  readonly tag: string
  readonly role: string
  /** Class and id in lower case, their parts joined by `-`, with a space around each name. */
  readonly names: string
  /** Null where there is none, and where it only marks a place. */
  readonly id: string | null
  /** The address of the page, to tell its own site's links. */
  readonly host: string | null
  private counted: Counts | null = null

  constructor(element: Element, host: string | null) {
    this.element = element
    this.host = host
    this.tag = tagOf(element)
    this.role = element.getAttribute('role')?.toLowerCase() ?? ''
    const named = element.getAttribute('class')
    this.id = (!isAnchor(element, this.tag) && element.getAttribute('id')) || null
    this.names = named || this.id ? namesOf(named ?? '', this.id ?? '') : ''
  }

  /** As `names`, without the id. */
  get classes(): string {
    const named = this.element.getAttribute('class')
    return named ? namesOf(named, '') : ''
  }

  get text(): string {
    return plainText(this.element)
  }

  get words(): number {
    return this.counts.words
  }

  /** Words in paragraphs. */
  get prose(): number {
    return this.counts.prose
  }

  /** Share of the words that are links. */
  get linked(): number {
    return this.counts.words === 0 ? 0 : this.counts.linked / this.counts.words
  }

  get links(): number {
    return this.counts.links
  }

  has(selector: string): boolean {
    return this.element.querySelector(selector) !== null
  }

  within(selector: string): boolean {
    return this.element.parentElement?.closest(selector) != null
  }

  private get counts(): Counts {
    this.counted ??= count(this.element)
    return this.counted
  }
}

/** By what elements are called, for those without an id, which is seldom the same twice. */
const knownNames = new Map<string, string>()

function namesOf(classes: string, id: string): string {
  const known = id === '' ? knownNames.get(classes) : undefined
  if (known !== undefined) return known
  const names = ` ${normalised(`${classes} ${id}`)} `
  if (id === '' && classes.length <= LONGEST_KNOWN) {
    if (knownNames.size >= MOST_KNOWN) knownNames.clear()
    knownNames.set(classes, names)
  }
  return names
}

/** Tells names, normalised and with a space around them. */
export interface NameTest {
  test(names: string): boolean
}

/**
 * A pattern of names that stand by themselves between hyphens and spaces. A page has few names, and has them often: each
 * is looked at once.
 */
export function named(words: string): NameTest {
  const pattern = new RegExp(`[\\s-](?:${words})(?=[\\s-])`)
  const known = new Map<string, boolean>()
  return {
    test(names) {
      const before = known.get(names)
      if (before !== undefined) return before
      const is = pattern.test(names)
      if (names.length <= LONGEST_KNOWN) {
        if (known.size >= MOST_KNOWN) known.clear()
        known.set(names, is)
      }
      return is
    },
  }
}

/** What templates call the element of an article's text, most of them after hAtom's `entry-content`. */
export const BODY = named(
  '(?:article|story|post|entry|news|blog|single)-?(?:body|content|text|copy|main-content)(?:-(?:content|text|inner|wrapper|container|main|area|section))?|articlebody|e-content|body-?(?:copy|text)',
)
