import { isElement, isText, tagOf } from '../extract/dom.ts'

/**
 * The text of an element with white space collapsed, if it is short. It is not read further than that: where many of a
 * page's elements hold all of it, reading each whole would take for ever.
 * @param most in UTF-16 units; null where the text is longer
 */
export function shortText(element: Element | null | undefined, most: number): string | null {
  if (!element) return ''
  let text = ''
  const read = (parent: Element): boolean => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) text += node.data
      else if (isElement(node) && !/^(?:script|style|template)$/.test(tagOf(node)) && !read(node)) return false
      if (text.length > most * 4) return false
    }
    return true
  }
  if (!read(element)) return null
  const line = text.replace(/[ \t\n\r\f]+/g, ' ').trim()
  return line.length <= most ? line : null
}
