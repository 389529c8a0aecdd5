import { tagOf } from '../../extract/dom.ts'
import type { PageStep } from '../types.ts'
import type { Look } from './look.ts'

const CARD_WORDS = 32
const LEAST_CARDS = 3

/** The kind of a card: its element and the first of its class names. */
function shapeOf(element: Element): string {
  return `${tagOf(element)} ${element.getAttribute('class')?.trim().split(/\s+/)[0] ?? ''}`
}

function leadsElsewhere(link: Element, host: string | null): boolean {
  const href = link.getAttribute('href') ?? ''
  if (
    href === '' ||
    /^(?:#|mailto:|javascript:)/i.test(href) ||
    /\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#]|$)/i.test(href)
  ) {
    return false
  }
  const target = URL.parse(href, `https://${host ?? 'page.invalid'}/`)
  return target !== null && (host === null || target.host === host)
}

function isCard(element: Element, host: string | null): boolean {
  const text = element.textContent ?? ''
  if (text.length > 400 || (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0) > CARD_WORDS) return false
  if (!element.querySelector('img, h2, h3, h4, h5, h6')) return false
  const links = [...element.querySelectorAll('a[href]')]
  return links.length > 0 && links.every((link) => leadsElsewhere(link, host))
}

function isRow({ element, tag, host }: Look): boolean {
  if (!/^(?:div|section|ul|ol|aside)$/.test(tag)) return false
  const { children } = element
  if (children.length < LEAST_CARDS || children.length > 60) return false
  const [first] = children
  if (!first || !/^(?:div|article|li|section|a|aside)$/.test(tagOf(first))) return false
  const shape = shapeOf(first)
  const cards = [...children]
  return cards.every((card) => shapeOf(card) === shape) && cards.every((card) => isCard(card, host))
}

/** A row of cards of one shape, each a picture or a headline that leads to another page of the site. */
export const teasers: PageStep = {
  name: 'teasers',
  why: (look) => (isRow(look) && !look.within('table, figure, blockquote') ? 'a row of teasers of other pages' : null),
}
