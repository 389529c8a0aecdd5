import { PostilError } from '../../../core/result.ts'
import { normaliseLanguage } from '../../metadata/language.ts'
import { statedDate } from '../dates.ts'
import type { StatedFacts } from '../types.ts'
import { elementsNamed, firstNamed, localName, type XmlElement, xmlText } from '../xml.ts'
import { resolvePath } from './paths.ts'

const MAX_SUBJECTS = 12

export interface ManifestItem {
  readonly id: string
  /** In the archive. */
  readonly path: string
  readonly type: string
  readonly properties: ReadonlySet<string>
}

/** What a book's package document (OPF) says. https://www.w3.org/TR/epub-33/#sec-package-doc, and its form of EPUB 2. */
export interface Package {
  readonly stated: StatedFacts
  readonly lang: string | null
  readonly rtl: boolean
  readonly items: ReadonlyMap<string, ManifestItem>
  /** In reading order; what is not on the way from page to page (notes, mostly) comes last. */
  readonly spine: readonly ManifestItem[]
  readonly cover: ManifestItem | null
  readonly nav: ManifestItem | null
  readonly ncx: ManifestItem | null
  /** The pages that EPUB 2's guide names, by what they are: `cover`, `toc`. */
  readonly guide: ReadonlyMap<string, string>
}

/** @param path of the package document in the archive: what it names is relative to it */
export function readPackage(root: XmlElement, path: string, file: string): Package {
  const items = new Map<string, ManifestItem>()
  for (const item of elementsNamed(firstNamed(root, 'manifest') ?? root, 'item')) {
    const id = item.attributes.get('id') ?? ''
    const target = resolvePath(path, item.attributes.get('href') ?? '')
    if (target === null) continue
    const type = (item.attributes.get('media-type') ?? '').toLowerCase()
    const properties = new Set((item.attributes.get('properties') ?? '').split(/\s+/))
    items.set(id, { id, path: target, type, properties })
  }
  const spineElement = firstNamed(root, 'spine')
  const [main, aside]: [ManifestItem[], ManifestItem[]] = [[], []]
  for (const reference of spineElement ? elementsNamed(spineElement, 'itemref') : []) {
    const item = items.get(reference.attributes.get('idref') ?? '')
    if (item) (reference.attributes.get('linear') === 'no' ? aside : main).push(item)
  }
  if (main.length + aside.length === 0) {
    throw new PostilError('epubInvalid', { path: file, reason: 'it names no chapters' })
  }
  const all = [...items.values()]
  const metadata = firstNamed(root, 'metadata') ?? root
  const coverId = namedMeta(metadata, 'cover')
  const guide = new Map<string, string>()
  for (const { attributes } of elementsNamed(firstNamed(root, 'guide') ?? metadata, 'reference')) {
    const target = resolvePath(path, attributes.get('href') ?? '')
    if (target !== null) guide.set((attributes.get('type') ?? '').toLowerCase(), target)
  }
  const lang = normaliseLanguage(textsOf(metadata, 'language')[0])
  return {
    stated: readFacts(metadata),
    lang,
    rtl:
      spineElement?.attributes.get('page-progression-direction') === 'rtl' &&
      /^(?:ar|he|fa|ur|yi|ps)\b/.test(lang ?? ''),
    items,
    spine: [...main, ...aside],
    cover:
      all.find(({ properties }) => properties.has('cover-image')) ??
      (coverId ? (items.get(coverId) ?? all.find(({ path: each }) => each.endsWith(`/${coverId}`))) : undefined) ??
      null,
    nav: all.find(({ properties }) => properties.has('nav')) ?? null,
    ncx:
      items.get(spineElement?.attributes.get('toc') ?? '') ??
      all.find(({ type }) => type === 'application/x-dtbncx+xml') ??
      null,
    guide,
  }
}

/** `<meta name="cover" content="…"/>`, as EPUB 2 and many EPUB 3 have it. */
function namedMeta(metadata: XmlElement, name: string): string | null {
  for (const { attributes } of elementsNamed(metadata, 'meta')) {
    if (attributes.get('name') === name) return attributes.get('content') ?? null
  }
  return null
}

function textsOf(metadata: XmlElement, name: string): string[] {
  return [...elementsNamed(metadata, name)].map(xmlText).filter((text) => text !== '')
}

/** What EPUB 3 says of an element in `meta` elements that refine it: `role`, `title-type`, `display-seq`. */
function refinement(metadata: XmlElement, element: XmlElement, property: string): string | null {
  const id = element.attributes.get('id')
  if (!id) return null
  for (const meta of elementsNamed(metadata, 'meta')) {
    if (meta.attributes.get('refines') === `#${id}` && meta.attributes.get('property') === property)
      return xmlText(meta)
  }
  return null
}

/** An attribute of EPUB 2's own, `opf:role`. */
function own(element: XmlElement, name: string): string | null {
  for (const [key, value] of element.attributes) if (localName(key) === name) return value
  return null
}

function readFacts(metadata: XmlElement): StatedFacts {
  const titles = [...elementsNamed(metadata, 'title')].filter((title) => xmlText(title) !== '')
  const kind = (title: XmlElement) => refinement(metadata, title, 'title-type')
  const main = titles.find((title) => kind(title) === 'main') ?? titles[0]
  const subtitle = titles.find((title) => kind(title) === 'subtitle')
  const title = main && xmlText(main)
  const authors = [...elementsNamed(metadata, 'creator')]
    .filter((creator) => xmlText(creator) !== '')
    .map((creator) => ({
      name: xmlText(creator),
      role: refinement(metadata, creator, 'role') ?? own(creator, 'role') ?? 'aut',
      order: Number(refinement(metadata, creator, 'display-seq') ?? Number.POSITIVE_INFINITY),
    }))
    .sort((a, b) => (a.order === b.order ? 0 : a.order - b.order))
  const writers = authors.filter(({ role }) => role === 'aut')
  const names = (writers.length > 0 ? writers : authors).map(({ name }) => name)
  const dates = [...elementsNamed(metadata, 'date')]
  const published =
    dates.find((date) => /^(?:original-)?publication$/.test(own(date, 'event') ?? '')) ??
    dates.find((date) => !/modification|creation|conversion/.test(own(date, 'event') ?? ''))
  const [description] = textsOf(metadata, 'description')
  const subjects = textsOf(metadata, 'subject')
  return {
    title: title && subtitle && subtitle !== main ? `${title.replace(/[\s:]+$/, '')}: ${xmlText(subtitle)}` : title,
    byline: names.length > 0 ? [...new Set(names)].join(', ') : undefined,
    site: textsOf(metadata, 'publisher')[0],
    publishedAt: statedDate(published && xmlText(published)),
    excerpt: description?.replace(/<[^>]*>/g, ' '),
    tags: subjects.length > 0 ? subjects.slice(0, MAX_SUBJECTS) : undefined,
  }
}
