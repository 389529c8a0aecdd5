import { plainText, tagOf } from '../../extract/dom.ts'
import { firstNamed, isXmlElement, localName, type XmlElement, xmlText } from '../xml.ts'
import { type BookPlace, resolvePlace } from './paths.ts'

/** A line of a book's table of contents. */
export interface Chapter extends BookPlace {
  readonly label: string
  /** 1 for what stands at the left edge. */
  readonly depth: number
}

const MAX_DEPTH = 12

/** EPUB 2's table of contents. https://daisy.org/activities/standards/daisy/daisy-3/z39-86-2005-r2012-specifications-for-the-digital-talking-book/#NCX */
export function readNcx(root: XmlElement, path: string): Chapter[] {
  const chapters: Chapter[] = []
  const visit = (parent: XmlElement, depth: number): void => {
    for (const point of parent.children) {
      if (!isXmlElement(point) || localName(point.name) !== 'navPoint' || depth > MAX_DEPTH) continue
      const label = point.children.filter(isXmlElement).find(({ name }) => localName(name) === 'navLabel')
      const content = point.children.filter(isXmlElement).find(({ name }) => localName(name) === 'content')
      const place = resolvePlace(path, content?.attributes.get('src') ?? '')
      if (place && label) chapters.push({ ...place, label: xmlText(label), depth })
      visit(point, depth + 1)
    }
  }
  visit(firstNamed(root, 'navMap') ?? root, 1)
  return chapters
}

/** The navigation document of an EPUB 3. https://www.w3.org/TR/epub-33/#sec-nav */
export function readNav(page: Document, path: string): Chapter[] {
  const navs = [...page.querySelectorAll('nav')]
  const nav = navs.find((each) => /(?:^|\s)toc(?:\s|$)/.test(each.getAttribute('epub:type') ?? '')) ?? navs[0]
  const chapters: Chapter[] = []
  const visit = (list: Element, depth: number): void => {
    for (const item of list.children) {
      if (tagOf(item) !== 'li' || depth > MAX_DEPTH) continue
      for (const child of item.children) {
        const tag = tagOf(child)
        const place = tag === 'a' ? resolvePlace(path, child.getAttribute('href') ?? '') : null
        if (place) chapters.push({ ...place, label: plainText(child), depth })
        if (tag === 'ol' || tag === 'ul') visit(child, depth + 1)
      }
    }
  }
  const list = nav?.querySelector('ol, ul')
  if (list) visit(list, 1)
  return chapters
}
