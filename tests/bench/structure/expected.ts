import { pixelAttribute } from '../../../main/capture/extract/pictures.ts'
import { type Kind, letters, type Piece } from './pieces.ts'

const BLOCK = new Set(
  'address article aside blockquote center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody td th thead tfoot tr ul caption body'.split(
    ' ',
  ),
)
/** What a reader of the saved page never sees as text, or what the document keeps as something else than text. */
const UNSEEN = new Set('script style template noscript math svg button select textarea rp rt'.split(' '))
const INLINE: Readonly<Record<string, Kind>> = {
  code: 'code',
  tt: 'code',
  sup: 'sup',
  sub: 'sub',
  abbr: 'abbr',
  kbd: 'kbd',
  mark: 'mark',
  del: 'del',
  ins: 'ins',
}
const tag = (node: Node) => (node.nodeType === 1 ? (node as Element).localName.toLowerCase() : '')

/** An element's text as its blocks part it: one string for each stretch without a block's border or a break. */
export function lines(root: Element): string[] {
  const found: string[] = ['']
  const visit = (node: Node) => {
    if (node.nodeType === 3) found[found.length - 1] += node.textContent ?? ''
    if (node.nodeType !== 1 || UNSEEN.has(tag(node))) return
    const edge = BLOCK.has(tag(node)) || tag(node) === 'br'
    if (edge) found.push('')
    for (const child of node.childNodes) visit(child)
    if (edge) found.push('')
  }
  visit(root)
  return found.map((line) => line.replace(/\s+/g, ' ').trim()).filter((line) => line !== '')
}

const textOf = (element: Element) => lines(element).join(' ')
const has = (element: Element, selector: string) => element.querySelector(selector) !== null

export function isLayoutTable(table: Element): boolean {
  // What is asked here is asked anew, not by the product's own rules.
  if (/presentation|none/.test(table.getAttribute('role') ?? '')) return true
  if (has(table, 'caption, thead')) return false
  const rows = [...table.querySelectorAll('tr')]
  const widest = Math.max(0, ...rows.map((row) => row.children.length))
  if (widest < 2 || (rows.length < 2 && !has(table, 'th'))) return true
  if (has(table, 'table, h1, h2, form')) return true
  return [...table.querySelectorAll('td, th')].some((cell) => (cell.textContent ?? '').length > 1500)
}

function isSeenImage(image: Element): boolean {
  const src = image.getAttribute('src') ?? image.getAttribute('srcset') ?? ''
  const [width, height] = [pixelAttribute(image, 'width'), pixelAttribute(image, 'height')]
  if (width !== null && height !== null && width <= 24 && height <= 24) return false
  return src !== '' && !(src.startsWith('data:') && src.length < 400)
}

/** The links of notes: each reference whose note leads back to it, and the links that lead back. */
export function footnotePairs(root: Element): { references: Element[]; backs: Element[] } {
  const byId = new Map<string, Element>()
  for (const element of root.querySelectorAll('[id], a[name]')) {
    byId.set(element.getAttribute('id') ?? element.getAttribute('name') ?? '', element)
  }
  const references: Element[] = []
  const backs = new Set<Element>()
  const target = (link: Element) =>
    byId.get(decodeURIComponent((link.getAttribute('href') ?? '').replace(/^[^#]*#/, '')))
  for (const link of root.querySelectorAll('a[href*="#"]')) {
    const text = (link.textContent ?? '').trim()
    const note = target(link)?.closest('li, p, dd, div, tr')
    if (text.length > 8 || !note || note.contains(link) || textOf(note).length > 6000) continue
    const back = [...note.querySelectorAll('a[href*="#"]')].filter((other) => {
      const place = target(other)
      return (
        place !== undefined && (place.contains(link) || link.contains(place)) && (other.textContent ?? '').length < 8
      )
    })
    // Seen from the note, the way back is such a pair too: what stands first is the reference.
    if (back.length === 0 || backs.has(link)) continue
    references.push(link)
    for (const other of back) backs.add(other)
  }
  return { references, backs: [...backs] }
}

/** With what is written around it: "Jump up to:", "^". */
function dropWayBack(link: Element): void {
  const wrap = link.parentElement?.closest('span')
  if (wrap && textOf(wrap).length <= 40) wrap.remove()
  else link.remove()
}

/** A wiki's "[edit]" beside each heading is a control, not text. */
function dropEditLink(link: Element): void {
  for (const beside of [link.previousSibling, link.nextSibling]) {
    if (/^\s*[[\]|]\s*$/.test(beside?.textContent ?? '')) beside?.remove()
  }
  link.remove()
}

/**
 * What Readability's article holds, by the rules of the bench (see structure.ts). Changes the element: ways back from
 * notes are taken out, for the document draws its own.
 */
export function expectedPieces(root: Element, article: { dir: string; lang: string | null }): Piece[] {
  const found: Piece[] = []
  const add = (kind: Kind, text: string) => found.push({ kind, text: letters(text) })
  const { references, backs } = footnotePairs(root)
  for (const link of references) add('footnote pair', link.textContent ?? '')
  for (const link of backs) dropWayBack(link)
  for (const link of root.querySelectorAll('a[href*="action=edit"]')) dropEditLink(link)
  const seenIn = (element: Element) => textOf(element) !== '' || [...element.querySelectorAll('img')].some(isSeenImage)
  for (const element of root.querySelectorAll('*')) {
    const name = tag(element)
    const text = textOf(element)
    const inline = INLINE[name]
    if (element.closest('math, svg') && name !== 'math') continue
    if (inline && letters(text) !== '' && !(inline === 'code' && element.closest('pre'))) add(inline, text)
    if (/^h[1-6]$/.test(name) && letters(text) !== '') add('heading', text)
    if (
      name === 'p' &&
      letters(text) !== '' &&
      !element.closest('figcaption, caption, summary, dt, h1, h2, h3, h4, h5, h6')
    )
      add('paragraph', text)
    if (/^[uod]l$/.test(name) && !has(element, 'li, dt, dd')) continue
    if ((name === 'ul' || name === 'ol') && seenIn(element)) {
      add('list', text)
      if (element.parentElement?.closest('ul, ol')) add('nested list', text)
    }
    if (name === 'li' && seenIn(element) && element.closest('ul, ol')) add('list item', text)
    if (name === 'dl' && text !== '') add('definition list', text)
    if (name === 'dt' && text !== '') add('term', text)
    if (name === 'dd' && seenIn(element)) add('description', text)
    if (name === 'blockquote' && seenIn(element)) add('quote', text)
    if (name === 'pre' && text !== '' && !has(element, 'p, h1, h2, h3, ul, img')) {
      add('pre', text)
      if (/(?:^|\s)(?:language|lang)-\w/.test(`${element.className} ${element.querySelector('code')?.className ?? ''}`))
        add('code language', text)
    }
    if (name === 'table' && seenIn(element) && !isLayoutTable(element)) {
      add('table', text)
      for (const cell of element.querySelectorAll('th, td')) {
        if (cell.closest('table') !== element) continue
        if (tag(cell) === 'th') add('header cell', textOf(cell))
        const spans = ['colspan', 'rowspan'].some((span) => Number(cell.getAttribute(span)) > 1)
        if (spans) add('spanning cell', textOf(cell))
      }
    }
    if (name === 'caption' && text !== '') add('table caption', text)
    if (
      name === 'figure' &&
      (has(element, 'img, video, iframe, audio, object') || (has(element, 'figcaption') && text !== ''))
    )
      add('figure', text)
    if (name === 'figcaption' && letters(text) !== '') add('figcaption', text)
    if (name === 'img' && isSeenImage(element)) {
      add('image', element.getAttribute('alt') ?? '')
      if (letters(element.getAttribute('alt') ?? '') !== '') add('image with alt', element.getAttribute('alt') ?? '')
    }
    if (name === 'math' && element.textContent?.trim()) add('math', element.textContent)
    if (name === 'details' && text !== '') add('details', text)
    if (name === 'ruby' && has(element, 'rt')) add('ruby', text)
    if (name === 'hr') add('rule', '')
    if (BLOCK.has(name) && text !== '') {
      const dir = element.getAttribute('dir')?.toLowerCase() ?? ''
      const lang = element.getAttribute('lang') ?? ''
      // Blocks say only what differs from the article.
      if (/^(?:ltr|rtl)$/.test(dir) && dir !== article.dir) add('direction', text)
      if (lang !== '' && lang.split('-')[0] !== article.lang?.split('-')[0]) add('language', text)
    }
    if (/^(?:iframe|video|audio|object|embed)$/.test(name)) add('card', '')
  }
  return found
}
