import { isText, tagOf } from '../../extract/dom.ts'
import type { Log } from '../types.ts'

export const EMBEDS = 'embeds'

/** What stands around a quotation and adds less than this to it is its frame. */
const FRAME_LETTERS = 60

/** Whether all text in an element is shorter than that; what is beyond is not read, since a frame may be the page. */
function isShorter(element: Element, most: number): boolean {
  let left = most
  const read = (parent: Node): boolean => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) left -= node.data.length
      else if (!read(node)) return false
      if (left <= 0) return false
    }
    return true
  }
  return read(element) && left > 0
}

/**
 * Lets quoted posts pass as what they are: their frames are named `social-embed` and the like, for which Readability
 * drops them with their words. A frame loses its name.
 */
export function unframeQuotations(page: Document, log: Log): void {
  for (const quotation of page.body.querySelectorAll('blockquote')) {
    const letters = quotation.textContent?.length ?? 0
    let frame = quotation.parentElement
    while (
      frame &&
      /^(?:div|section|aside|figure|span)$/.test(tagOf(frame)) &&
      isShorter(frame, letters + FRAME_LETTERS)
    ) {
      if (frame.hasAttribute('class') || frame.hasAttribute('id'))
        log(quotation.textContent ?? '', 'kept: a quotation, whatever its frame is called')
      frame.removeAttribute('class')
      // Of a section with a heading it is the place that links lead to.
      if (!frame.querySelector('h1, h2, h3, h4, h5, h6')) frame.removeAttribute('id')
      frame = frame.parentElement
    }
  }
  // Readability drops what is called a popup; what opens in its place is a part of the text.
  for (const details of page.body.querySelectorAll('details[class]')) details.removeAttribute('class')
}
