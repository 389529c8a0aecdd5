import { parsePage, plainText, tagOf, walk } from '../../extract/dom.ts'

/** Below this, a frame holds no article. Characters. */
const MIN_TEXT = 500

/** What can be read in a page, in characters. */
function readable(root: Element): number {
  let length = 0
  walk(root, (element) => {
    if (/^(?:script|style|noscript|template|iframe|frame)$/.test(tagOf(element))) return false
    if (element.firstElementChild === null) length += plainText(element).length
    else for (const node of element.childNodes) if (node.nodeType === 3) length += plainText(node).length
    return true
  })
  return length
}

/**
 * Puts the page inside a frame in the frame's place where it, and not the page around it, holds the text: framesets, and
 * readers that show their article in a frame. `content` answers a frame's page, if the file has it; advertisements and
 * players stay what they are.
 */
export function settleFrames(page: Document, content: (frame: Element) => string | null): void {
  const frames = [...page.querySelectorAll('iframe, frame')]
  if (frames.length === 0) return
  let best: {
    readonly frame: Element
    readonly body: Element
    readonly title: string
    readonly length: number
  } | null = null
  for (const frame of frames) {
    const html = content(frame)
    if (html === null) continue
    const inner = parsePage(html)
    const length = readable(inner.body)
    if (length >= MIN_TEXT && length > (best?.length ?? 0)) {
      best = { frame, body: inner.body, title: plainText(inner.querySelector('title')), length }
    }
  }
  if (!best || best.length < readable(page.body) * 2) return
  const place = page.createElement('article')
  place.innerHTML = best.body.innerHTML
  // A frameset holds nothing but frames.
  const set = best.frame.closest('frameset')
  if (set) page.body.append(place)
  else best.frame.replaceWith(place)
  set?.remove()
  const title = page.querySelector('title')
  if (title && best.title !== '' && plainText(title) === '') title.textContent = best.title
}
