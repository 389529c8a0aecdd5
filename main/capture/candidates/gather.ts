import { plainText, walk } from '../extract/dom.ts'
import { Look } from '../steps/page/look.ts'
import type { Candidate } from './find.ts'
import { leadOf } from './lead.ts'

/** Of a candidate's prose: what is hidden until somebody asks to read on is the article all the same. */
const UNFOLDED = 0.3

function isHidden(element: Element): boolean {
  if (element.hasAttribute('hidden')) return true
  if (element.getAttribute('aria-hidden') === 'true' && !element.querySelector('img')) return true
  return /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden)/i.test(element.getAttribute('style') ?? '')
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
  const lead = leadOf(first.ownerDocument, first).filter(
    (element) => !plainText(root).includes(plainText(element)) || plainText(element) === '',
  )
  root.append(...lead, ...elements)
  return root
}
