import { plainText, tagOf, walk } from '../extract/dom.ts'
import { Look, named } from '../steps/page/look.ts'

const STANDFIRST = named(
  'stand-?first|dek|deck|sub-?(?:title|head|heading|headline|line)|lead|lede|leadin|intro|introduction|chapo|chapeau|vorspann|sottotitolo|occhiello|bajada|entradilla|ingress|manchet|perex|summary|abstract|excerpt',
)
const MOST_LEAD_WORDS = 90
/** What an article says in short, point by point, over its text. */
const KEY_POINTS = named(
  'key-?(?:points?|facts?|takeaways?|moments?|events?)|take-?aways?|at-a-glance|(?:article-?)?highlights?|in-brief|bullet-?points|tl-?dr|summary(?:-?(?:list|points|box))?|essentiel',
)
const MOST_POINT_WORDS = 250

/** Points that lead nowhere else: a list of links is of other articles. */
function areKeyPoints(look: Look, alone = false): boolean {
  const { element, words } = look
  if (!KEY_POINTS.test(look.names) || words < 10 || words > MOST_POINT_WORDS) return false
  if (element.querySelectorAll('li').length < 2 || !(alone || element.closest('article, main'))) return false
  return [...element.querySelectorAll('a[href]')].every((link) => link.getAttribute('href')?.startsWith('#'))
}

/**
 * The standfirst and the lead picture, which templates set between the title and the article's body.
 * @param body where to end; without it, at the first paragraph of prose, and only what stands in an article's `header`:
 * elsewhere, names and places tell too little (on pages whose article is known, F1 fell by 0.004 in both halves)
 */
export function leadOf(page: Document, body: Element | null): Element[] {
  const title = page.querySelector('h1')
  if (!title || body?.contains(title)) return []
  const found: Element[] = []
  let passed = false
  let done = false
  walk(page.body, (element) => {
    if (done || element === body) {
      done = true
      return false
    }
    if (element === title) passed = true
    if (!passed || (body && element.contains(body)) || element === title) return element !== title
    const tag = tagOf(element)
    if (tag === 'figure' && element.querySelector('img')) found.push(element)
    else if (/^(?:p|div|h2|section|span|ul)$/.test(tag)) {
      const look = new Look(element, null)
      const named = STANDFIRST.test(look.names)
      if (areKeyPoints(look)) found.push(element)
      else if (named && look.words >= 5 && look.words <= MOST_LEAD_WORDS && look.links < 3) found.push(element)
      else {
        if (body === null && tag === 'p' && look.prose > 0) done = true
        return !done
      }
    } else return !/^(?:nav|ul|ol|form|script|style|svg)$/.test(tag)
    return false
  })
  if (!done) return []
  return (
    body ? found : found.filter((element) => element.closest('article header') || areKeyPoints(new Look(element, null)))
  ).slice(0, 3)
}

/** Whether what was found shows an element already: its words, or its picture where it has none. */
function has(root: Element, text: string, lead: Element): boolean {
  const words = plainText(lead)
  if (words !== '' && text.includes(words)) return true
  const source = lead.querySelector('img')?.getAttribute('src')
  return source != null && [...root.querySelectorAll('img')].some((image) => image.getAttribute('src') === source)
}

/** A text of fewer standfirsts than this is a teaser itself. */
const LEAST_TEXT = 5

/** What holds most of the text, behind a standfirst that was found with it; else what comes first. */
function placeOfBody(root: Element, length: number): ChildNode {
  let around = root
  for (let [only] = around.children; only && around.children.length === 1; [only] = around.children) {
    if (!/^(?:div|section|article|main)$/.test(tagOf(only))) break
    around = only
  }
  const body = [...around.children].find((child) => plainText(child).length * 2 > length)
  return body ?? around.firstChild ?? around
}

/** Puts back before the text what Readability left of it behind, as it does where a template's header holds it. */
export function withLead(root: Element, lead: readonly Element[]): void {
  const text = plainText(root)
  const missing = lead.filter(
    (element) =>
      !has(root, text, element) &&
      (tagOf(element) === 'figure' || plainText(element).length * LEAST_TEXT <= text.length),
  )
  const isPoints = (element: Element) => areKeyPoints(new Look(element, null), true)
  placeOfBody(root, text.length).before(...missing.filter(isPoints))
  root.prepend(...missing.filter((element) => !isPoints(element)))
}
