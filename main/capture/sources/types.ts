import { escapeHtml } from './xhtml.ts'

/** What a file says of its article in so many words: it wins over what is read from the page or guessed. */
export interface StatedFacts {
  readonly title?: string | undefined
  readonly byline?: string | undefined
  readonly site?: string | undefined
  /** ISO 8601, a day or an instant. */
  readonly publishedAt?: string | undefined
  readonly modifiedAt?: string | undefined
  readonly excerpt?: string | undefined
  readonly tags?: readonly string[] | undefined
}

/** A file of any kind as one page of HTML and what it refers to. */
export interface SourcePage {
  readonly html: string
  /** All of it is the article: it was written, or chosen, as one. */
  readonly whole: boolean
  /** Where the file says that it comes from; null where it does not. */
  readonly url: string | null
  /** Declared language; null where the page itself is to be asked. */
  readonly lang: string | null
  readonly stated: StatedFacts
  /** Pictures that came in the same file, by the addresses that `html` has for them. */
  readonly resources: ReadonlyMap<string, Uint8Array>
  /** An address, of `resources` or of the web. */
  readonly leadImage: string | null
}

/**
 * The page of a text that was written as one. A stated title stands in it, so that no heading of the text is taken for it.
 *
 * @param content markup
 */
export function writtenPage(content: string, rest: Partial<SourcePage>): SourcePage {
  const { lang = null, stated } = rest
  const title = stated?.title ? `<title>${escapeHtml(stated.title)}</title>` : ''
  const html = `<html${lang ? ` lang="${escapeHtml(lang)}"` : ''}><head>${title}</head><body>${content}</body></html>`
  return plainPage(html, { ...rest, whole: true })
}

/** A page without anything but itself. */
export function plainPage(html: string, rest: Partial<SourcePage> = {}): SourcePage {
  return { html, whole: false, url: null, lang: null, stated: {}, resources: new Map(), leadImage: null, ...rest }
}
