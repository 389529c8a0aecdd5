import { plainText, tagOf, walk } from '../extract/dom.ts'
import { Look, named } from '../steps/page/look.ts'
import type { Candidate } from './find.ts'

const STANDFIRST = named(
  'stand-?first|dek|deck|sub-?(?:title|head|heading|headline|line)|lead|lede|leadin|intro|introduction|chapo|chapeau|vorspann|sottotitolo|occhiello|bajada|entradilla|ingress|manchet|perex|summary|abstract|excerpt',
)
const MOST_LEAD_WORDS = 90
/** Of a candidate's prose: what is hidden until somebody asks to read on is the article all the same. */
const UNFOLDED = 0.3

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true
  if (element.getAttribute('aria-hidden') === 'true' && !element.querySelector('img')) return true
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
}

/** The standfirst and the lead picture, which templates set between the title and the article's body. */
function leadOf(first: Element): Element[] {
  const { ownerDocument } = first
  const title = ownerDocument.querySelector('h1')
  if (!title || first.contains(title)) return []
  const found: Element[] = []
  let passed = false
  let done = false
  walk(ownerDocument.body, (element) => {
    if (done || element === first) {
      done = true
      return false
    }
    if (element === title) passed = true
    if (!passed || element.contains(first) || element === title) return !done && element !== title
    const tag = tagOf(element)
    if (tag === 'figure' && element.querySelector('img')) found.push(element)
    else if (/^(?:p|div|h2|section|span|ul)$/.test(tag) && STANDFIRST.test(new Look(element, null).names)) {
      const { words, links } = new Look(element, null)
      if (words >= 5 && words <= MOST_LEAD_WORDS && links < 3) found.push(element)
      else return true
    } else return !/^(?:nav|ul|ol|form|script|style|svg)$/.test(tag)
    return false
  })
  return done ? found.slice(0, 3) : []
}

/** A candidate as one element with what belongs to it, taken out of its page. */
export function gather({ elements, outline }: Candidate): Element | null {
  const [first] = elements
  if (!first) return null
  for (const element of elements) {
    walk(element, (inner) => {
      if (!isHidden(inner)) return true
      if (new Look(inner, null).prose > outline.proseWords * UNFOLDED) return true
      if (inner.hasAttribute('data-postil')) return true
      inner.remove()
      return false
    })
  }
  const root = first.ownerDocument.createElement('div')
  const lead = leadOf(first).filter(
    (element) => !plainText(root).includes(plainText(element)) || plainText(element) === '',
  )
  root.append(...lead, ...elements)
  return root
}
