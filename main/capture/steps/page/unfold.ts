import { plainText, rename, tagOf } from '../../extract/dom.ts'
import type { Log } from '../types.ts'
import { placeFullText } from './fullText.ts'
import { BODY, Look } from './look.ts'

export const UNFOLD = 'unfold'

/** Less than this may be a label, a form, a second copy of a caption. */
const LEAST_PROSE = 60
const NO_REST = /^(?:p|span|a|img|svg|button|li|script|style|nav|form|dialog|input)$/
/** So much of a paragraph tells whether the page shows it already. */
const SAMPLE = 60

function isInBody(element: Element | null): boolean {
  for (let each = element; each; each = each.parentElement) {
    if (/^(?:article|main)$/.test(tagOf(each)) || each.getAttribute('itemprop') === 'articleBody') return true
    if (BODY.test(new Look(each, null).names)) return true
  }
  return false
}

/** A heading or a button right before it, as an accordion's panels have. */
function hasOpener(element: Element): boolean {
  const before = element.previousElementSibling
  if (!before) return false
  return (
    /^(?:h[2-6]|button|summary|dt)$/.test(tagOf(before)) || before.querySelector('[aria-expanded], h2, h3, h4') !== null
  )
}

/** A panel of several tabs may be a single command. */
function isEnough({ element, role, words, prose }: Look): boolean {
  return role === 'tabpanel' ? words > 0 : prose >= (hasOpener(element) ? 1 : LEAST_PROSE)
}

/** @param all the text of the page */
function isShown(element: Element, all: string): boolean {
  const sample = plainText(element).slice(0, SAMPLE)
  return all.indexOf(sample) !== all.lastIndexOf(sample)
}

/** Whether an element is an article of its own, beside one that the page shows: the one to be read after it. */
function isAnother(element: Element): boolean {
  if (tagOf(element) !== 'article' || isInBody(element.parentElement)) return false
  return [...element.ownerDocument.body.querySelectorAll('article')].some(
    (other) =>
      !other.contains(element) &&
      !element.contains(other) &&
      !other.closest('[hidden], [aria-hidden="true"], [style*="display"]') &&
      new Look(other, null).prose >= LEAST_PROSE,
  )
}

/**
 * Opens what a page hides until somebody asks to read on: the rest of the article under `display: none` or `hidden`
 * inside the article's own element, and all of it in a `noscript` or `template` where the page shows next to nothing.
 * A full text of which the page shows only the beginning takes its place, wherever it is hidden.
 * A second copy of what is shown (for narrow screens, for printing) stays hidden.
 */
export function unfold(page: Document, log: Log): void {
  const found = [
    ...page.body.querySelectorAll('[style*="display"], [hidden], [aria-hidden="true"], noscript, template'),
  ]
  let text: string | null = null
  // Opening changes nothing about it: it is read once, however much is hidden.
  const all = () => {
    text ??= plainText(page.body)
    return text
  }
  let counted: number | null = null
  const prose = () => {
    counted ??= new Look(page.body, null).prose
    return counted
  }
  for (const element of found) {
    if (!/^(?:noscript|template)$/.test(tagOf(element))) open(element, all, prose, log)
    else if (unwrap(element, page, log)) text = null
  }
}

function open(element: Element, all: () => string, prose: () => number, log: Log): void {
  const style = element.getAttribute('style') ?? ''
  const none = /(?:^|[;\s])display\s*:\s*none/i.test(style)
  if (!none && !element.hasAttribute('hidden') && element.getAttribute('aria-hidden') !== 'true') return
  if (NO_REST.test(tagOf(element))) return
  const look = new Look(element, null)
  if (!isEnough(look) || look.linked > 0.3) return
  if (!placeFullText(look, prose(), log)) {
    if (!isInBody(element) || isShown(element, all()) || isAnother(element)) return
    log(look.text, 'kept: the rest of the article, hidden until somebody reads on')
  }
  element.removeAttribute('hidden')
  element.removeAttribute('aria-hidden')
  if (none) element.setAttribute('style', style.replace(/display\s*:\s*none/i, ''))
}

/** Answers whether there is more text now. */
function unwrap(element: Element, page: Document, log: Log): boolean {
  if ((element.textContent?.length ?? 0) < LEAST_PROSE * 6) return false
  const copy = page.createElement('div')
  copy.append(...[...element.childNodes].map((node) => node.cloneNode(true)))
  const inside = new Look(copy, null)
  if (inside.prose < LEAST_PROSE * 2 || inside.linked > 0.3) return false
  const { prose } = new Look(page.body, null)
  if (prose > inside.prose / 2) return false
  log(inside.text, `kept: the article, in a ${tagOf(element)}`)
  placeFullText(new Look(rename(element, 'div'), null), prose + inside.prose, log)
  return true
}
