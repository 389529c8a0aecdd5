import { plainText, tagOf, walk } from '../../extract/dom.ts'
import { decodeFragment } from '../../extract/rescue.ts'
import { enclosedAddress } from '../enclosed.ts'
import { resolvePlace } from './paths.ts'

/** Where things stand in the one page that a book becomes. */
export interface BookMap {
  /** The number of a file among the chapters; undefined for what is none. */
  number(path: string): number | undefined
  has(path: string): boolean
  /** Called for each picture that is shown. */
  onPicture(path: string): void
}

/** The name that an id of one file has in the whole book. */
export function placeName(number: number, id: string): string {
  return id === '' ? `part-${number}` : `part-${number}-${id.replace(/\s+/g, '-')}`
}

/**
 * Makes a chapter's ids its own, lets its links lead to the chapters' places in the one page, and its pictures to the
 * files in the book. Links to what is not in the text become text.
 */
export function settleChapter(body: Element, path: string, number: number, map: BookMap): void {
  walk(body, (element) => {
    const tag = tagOf(element)
    const id = element.getAttribute('id')
    if (id) element.setAttribute('id', placeName(number, id))
    if (isPageBreak(element)) element.textContent = ''
    if (tag === 'a') {
      const name = element.getAttribute('name')
      if (name) element.setAttribute('name', placeName(number, name))
      settleLink(element, path, map)
    } else if (tag === 'img') settlePicture(element, element.getAttribute('src'), path, map)
    else if (tag === 'svg') return settleDrawing(element, path, map)
    return true
  })
}

/** Where a page of the printed book begins; its number stands in the middle of sentences. */
function isPageBreak(element: Element): boolean {
  const role = `${element.getAttribute('epub:type') ?? ''} ${element.getAttribute('role') ?? ''}`
  return /(?:^|\s)(?:doc-)?pagebreak(?:\s|$)/.test(role)
}

function settleLink(link: Element, path: string, map: BookMap): void {
  const href = link.getAttribute('href')
  if (href === null) return
  const place = resolvePlace(path, href)
  if (!place) return
  const number = map.number(place.path)
  if (number === undefined) link.removeAttribute('href')
  else link.setAttribute('href', `#${encodeURIComponent(placeName(number, place.fragment))}`)
}

function settlePicture(image: Element, source: string | null, path: string, map: BookMap): void {
  image.removeAttribute('srcset')
  if (source === null || source.startsWith('data:')) return
  const place = resolvePlace(path, source)
  if (place && map.has(place.path)) {
    map.onPicture(place.path)
    image.setAttribute('src', enclosedAddress(place.path))
  } else image.removeAttribute('src')
}

/** Covers and full-page plates stand in a drawing that only scales them. */
function settleDrawing(drawing: Element, path: string, map: BookMap): boolean {
  const inner = drawing.querySelector('image')
  const source = inner?.getAttribute('xlink:href') ?? inner?.getAttribute('href') ?? null
  if (!inner || source === null) return false
  const image = drawing.ownerDocument.createElement('img')
  const words = drawing.querySelector('title')?.textContent ?? drawing.getAttribute('aria-label') ?? ''
  if (words !== '') image.setAttribute('alt', words.trim())
  settlePicture(image, source, path, map)
  drawing.replaceWith(image)
  return false
}

const HEADINGS = 'h1, h2, h3, h4, h5, h6'

/** The heading that a place stands for: itself, what it is in, what it begins with, or what an empty anchor stands before. */
function headingOf(place: Element): Element | null {
  const around = place.closest(HEADINGS)
  if (around) return around
  const inner = place.querySelector(HEADINGS)
  if (inner) return plainText(place).startsWith(plainText(inner)) ? inner : null
  const next = plainText(place) === '' ? place.nextElementSibling : null
  return next?.matches(HEADINGS) ? next : null
}

/** Lets links to a chapter's beginning lead to its heading, since headings are the places that a document knows by name. */
export function leadToHeadings(sections: readonly Element[]): void {
  const headings = new Map<string, string>()
  for (const section of sections) {
    for (const place of [section, ...section.querySelectorAll('[id], a[name]')]) {
      const name = place.getAttribute('id') || place.getAttribute('name')
      const heading = name ? headingOf(place) : null
      if (!name || !heading || heading === place) continue
      const own = heading.getAttribute('id') || `${name}-heading`
      heading.setAttribute('id', own)
      if (!headings.has(name)) headings.set(name, own)
    }
  }
  for (const section of sections) {
    for (const link of section.querySelectorAll('a[href^="#"]')) {
      const target = headings.get(decodeFragment((link.getAttribute('href') ?? '').slice(1)))
      if (target) link.setAttribute('href', `#${encodeURIComponent(target)}`)
    }
  }
}
