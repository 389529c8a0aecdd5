import { plainText, walk } from '../../extract/dom.ts'
import type { Log } from '../types.ts'
import { Look } from './look.ts'

export const NEXT_ARTICLES = 'next-articles'

const LEAST_PROSE = 60

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/**
 * Takes the articles that a page which never ends has loaded after its own: `article` elements with titles of their
 * own, after the one whose title is the page's.
 */
export function takeNextArticles(page: Document, log: Log): void {
  const articles: Element[] = []
  walk(page.body, (element) => {
    const isOne = element.localName === 'article'
    if (isOne) articles.push(element)
    return !isOne
  })
  const titled = articles.filter((article) => article.querySelector('h1') !== null)
  const [own, ...next] = titled
  if (!own || next.length === 0) return
  const heading = letters(plainText(own.querySelector('h1')))
  const title = letters(page.title ?? '')
  if (heading.length < 8 || !title.includes(heading) || new Look(own, null).prose < LEAST_PROSE) return
  for (const article of next) {
    log(plainText(article), 'another article, loaded after the page’s own')
    article.remove()
  }
}
