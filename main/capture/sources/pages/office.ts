import { plainText, rename, tagOf } from '../../extract/dom.ts'

const ORDERED = /^\(?(?:\d{1,4}|[a-z]|[ivxlc]{1,7})[.)]?$/i
const LIST_STYLE = /mso-list:\s*\S+\s+level(\d+)/i

/** Whether markup has what word processors leave in it and `settleOffice` mends. */
export function isOfficeMarkup(html: string): boolean {
  return /docs-internal-guid|mso-list:|class=["']?Mso(?:Title|Intense|Quote)|Apple-converted-space/.test(html)
}

/**
 * Makes markup that word processors put on the clipboard say what it shows: Word's lists, which are paragraphs with a drawn
 * number, its titles and quotations, its comments; Google Docs' bold wrapper that is not bold, and its links, which lead
 * through a redirect; spaces that WebKit protects.
 */
export function settleOffice(page: Document): void {
  const { body } = page
  for (const comment of body.querySelectorAll('[style*="mso-element:comment"], [style*="mso-hide:all"]'))
    comment.remove()
  for (const space of body.querySelectorAll('.Apple-converted-space')) {
    space.replaceWith(page.createTextNode((space.textContent ?? '').replaceAll('\u00A0', ' ')))
  }
  for (const element of body.querySelectorAll('b, strong, i, em')) {
    if (isPlain(element)) element.replaceWith(...element.childNodes)
  }
  for (const link of body.querySelectorAll('a[href]')) settleLink(link)
  for (const span of body.querySelectorAll('span[style]')) underline(page, span)
  for (const paragraph of body.querySelectorAll('p[class]')) nameParagraph(page, paragraph)
  settleLists(page)
}

/** `<b style="font-weight:normal">` around everything. */
function isPlain(element: Element): boolean {
  const style = element.getAttribute('style') ?? ''
  return /^(?:b|strong)$/.test(tagOf(element))
    ? /font-weight:\s*(?:normal|[1-4]00)\b/i.test(style)
    : /font-style:\s*normal\b/i.test(style)
}

function settleLink(link: Element): void {
  const url = URL.parse(link.getAttribute('href') ?? '')
  const target = url && /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname) && url.pathname === '/url' ? url : null
  const found = target?.searchParams.get('q') ?? target?.searchParams.get('url')
  if (found && URL.canParse(found)) link.setAttribute('href', found)
}

function underline(page: Document, span: Element): void {
  if (!/text-decoration(?:-line)?:[^;]*\bunderline\b/i.test(span.getAttribute('style') ?? '')) return
  if (span.closest('a')) return
  const line = page.createElement('u')
  line.append(...span.childNodes)
  span.append(line)
}

function nameParagraph(page: Document, paragraph: Element): void {
  const name = paragraph.getAttribute('class') ?? ''
  if (/\bMsoTitle\b/.test(name)) rename(paragraph, 'h1')
  else if (/\bMso(?:Intense)?Quote\b/.test(name)) {
    const quotation = page.createElement('blockquote')
    paragraph.replaceWith(quotation)
    quotation.append(paragraph)
  }
}

interface Item {
  readonly element: Element
  readonly level: number
  readonly ordered: boolean
}

function itemOf(element: Element): Item | null {
  const level = LIST_STYLE.exec(element.getAttribute('style') ?? '')?.[1]
  if (!/^(?:p|div)$/.test(tagOf(element)) || level === undefined) return null
  const drawn = element.querySelector('[style*="mso-list:Ignore"], [style*="mso-list: Ignore"]')
  const mark = plainText(drawn).replaceAll('\u00A0', '').trim()
  drawn?.remove()
  return { element, level: Number(level), ordered: ORDERED.test(mark) }
}

/** Paragraphs in a row that Word numbers or dots become one list, nested by their levels. */
function settleLists(page: Document): void {
  const open: { list: Element; level: number }[] = []
  let before: Element | null = null
  for (const element of [...page.body.querySelectorAll('p[style*="mso-list"], div[style*="mso-list"]')]) {
    const item = itemOf(element)
    if (!item) continue
    // The list so far stands where its first paragraph stood.
    if (before === null || element.previousElementSibling !== before) open.length = 0
    while ((open.at(-1)?.level ?? 0) > item.level) open.pop()
    const parent = open.at(-1)
    const entry = page.createElement('li')
    if (parent?.level === item.level) {
      element.remove()
      parent.list.append(entry)
    } else {
      const list = page.createElement(item.ordered ? 'ol' : 'ul')
      list.append(entry)
      const host = parent?.list.lastElementChild
      if (host) {
        element.remove()
        host.append(list)
      } else {
        element.replaceWith(list)
        before = list
      }
      open.push({ list, level: item.level })
    }
    entry.append(...element.childNodes)
  }
}
