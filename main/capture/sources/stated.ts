import { documentText } from '../../core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { tagSchema } from '../../core/model/article.ts'
import type { ExtractedArticle } from '../extract/index.ts'
import { pictureAddresses } from '../images/place.ts'
import { clip } from '../metadata/index.ts'
import { isEnclosed } from './enclosed.ts'
import type { SourcePage, StatedFacts } from './types.ts'

const MAX_TITLE = 500
const MAX_BYLINE = 300

/** Lets a file's own facts win over what was read from its page, and takes along the pictures that are shown. */
export function withStated(
  article: ExtractedArticle,
  { stated, resources, leadImage, whole }: SourcePage,
): ExtractedArticle {
  const title = line(stated.title, MAX_TITLE)
  const leadImageUrl = leadImage ?? article.leadImageUrl
  const shownTitle = title ?? (whole ? article.title : null)
  const cleared = shownTitle === null ? article.document : withoutHeading(article.document, shownTitle)
  const document = settlePictures(cleared, resources)
  const tags = tagsOf(stated)
  const told: ExtractedArticle = {
    ...article,
    document,
    leadImageUrl: leadImageUrl && isEnclosed(leadImageUrl) && !resources.has(leadImageUrl) ? null : leadImageUrl,
    title: title ?? article.title,
    byline: line(stated.byline, MAX_BYLINE) ?? article.byline,
    site: line(stated.site, MAX_BYLINE) ?? article.site,
    publishedAt: stated.publishedAt ?? article.publishedAt,
    excerpt: line(stated.excerpt, Number.POSITIVE_INFINITY) === null ? article.excerpt : clip(stated.excerpt ?? ''),
    ...(stated.modifiedAt !== undefined && { modifiedAt: stated.modifiedAt }),
    ...(tags.length > 0 && { tags }),
  }
  const shown = new Set([...pictureAddresses(document), ...(told.leadImageUrl ? [told.leadImageUrl] : [])])
  // Each in memory of its own: sent to another thread, a view would take along the whole file that it looks into.
  const enclosed = [...resources].flatMap(([address, bytes]) =>
    shown.has(address) ? [[address, new Uint8Array(bytes)] as const] : [],
  )
  return enclosed.length > 0 ? { ...told, resources: new Map(enclosed) } : told
}

function line(text: string | undefined, most: number): string | null {
  const flat = text?.replace(/[ \t\n\r\f]+/g, ' ').trim() ?? ''
  return flat === '' ? null : flat.length > most ? clip(flat, most) : flat
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The window shows the title above the text: a heading before all text that repeats it goes. */
function withoutHeading(document: DocumentJSON, title: string): DocumentJSON {
  const [first, ...rest] = document.content
  if (first?.type !== 'heading' || rest.length === 0) return document
  const same = letters(documentText({ type: 'doc', content: [first] }).text) === letters(title)
  return same ? { type: 'doc', content: rest } : document
}

/** Pictures whose file is not in the book or archive keep their place and words; their address would mean nothing. */
function settlePictures(document: DocumentJSON, resources: ReadonlyMap<string, Uint8Array>): DocumentJSON {
  const lost = pictureAddresses(document).some((address) => isEnclosed(address) && !resources.has(address))
  if (!lost) return document
  const settle = (node: NodeJSON): NodeJSON => {
    const name = node.type === 'embed' ? 'media' : 'source'
    const address = node.attrs?.[name]
    const gone = typeof address === 'string' && isEnclosed(address) && !resources.has(address)
    const attrs = gone ? { attrs: { ...node.attrs, [name]: null } } : {}
    return { ...node, ...attrs, ...(node.content && { content: node.content.map(settle) }) }
  }
  return { type: 'doc', content: document.content.map(settle) }
}

/** Tags as the library takes them; commas part tags elsewhere, so that they become slashes. */
function tagsOf({ tags = [] }: StatedFacts): string[] {
  const found = tags.flatMap((tag) => {
    const parsed = tagSchema.safeParse(tag.replace(/\s*[,\n\r]+\s*/g, ' / ').slice(0, 80))
    return parsed.success ? [parsed.data] : []
  })
  return [...new Set(found)]
}
