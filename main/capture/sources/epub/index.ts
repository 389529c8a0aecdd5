import { PostilError } from '../../../core/result.ts'
import { decode } from '../../charset.ts'
import { parsePage, plainText } from '../../extract/dom.ts'
import { enclosedAddress } from '../enclosed.ts'
import { type SourcePage, writtenPage } from '../types.ts'
import { escapeHtml, xhtmlToHtml } from '../xhtml.ts'
import { firstNamed, parseXml, type XmlElement } from '../xml.ts'
import { type Archive, type Fault, openArchive } from '../zip.ts'
import { leadToHeadings, placeName, settleChapter } from './chapters.ts'
import { type Chapter, readNav, readNcx } from './contents.ts'
import { settleHeadings } from './headings.ts'
import { type ManifestItem, type Package, readPackage } from './package.ts'
import { encryptedPaths } from './protection.ts'

const PAGE_TYPE = /^(?:application\/xhtml\+xml|text\/html|application\/x-dtbook\+xml|text\/x-oeb1-document)$/
/** Of all chapters. The longest novels have a few million characters. */
const MAX_TEXT = 40 * 1024 * 1024

/**
 * A book (EPUB 2 or 3) as one page: its chapters in reading order under headings as its table of contents nests them, its
 * notes, pictures and links to its own places. Throws `epubInvalid`, `epubProtected`, and what `openArchive` throws.
 */
export async function epubPage(bytes: Uint8Array, path: string): Promise<SourcePage> {
  const damaged: Fault = (reason) => new PostilError('epubInvalid', { path, reason })
  const archive = await openArchive(bytes, path, damaged)
  const book = await openBook(archive, path, damaged)
  const locked = await lockedPaths(archive)
  if (book.spine.some((item) => locked.has(item.path))) throw new PostilError('epubProtected', { path })

  const { content, pictures, cover } = await bind(archive, book, damaged)
  const resources = new Map<string, Uint8Array>()
  for (const file of pictures) {
    const picture = await archive.read(file)
    if (picture) resources.set(enclosedAddress(file), picture)
  }
  const { lang, rtl, stated } = book
  return writtenPage(rtl ? `<div dir="rtl">${content}</div>` : content, {
    lang,
    stated: { ...stated, title: stated.title ?? path.replace(/\.\w{1,8}$/, '') },
    resources,
    leadImage: cover === null ? null : enclosedAddress(cover),
  })
}

interface BoundBook {
  /** Markup of all chapters. */
  readonly content: string
  /** Files of the archive that are shown, the cover among them. */
  readonly pictures: ReadonlySet<string>
  readonly cover: string | null
}

/** Sets the chapters one below the other. */
async function bind(archive: Archive, book: Package, damaged: Fault): Promise<BoundBook> {
  const contents = await readContents(archive, book)
  const chapters = book.spine.filter(({ type, path }) => isPage(type, path) || isPicture(type))
  const numbers = new Map(chapters.map(({ path }, index) => [path, index + 1]))
  const pictures = new Set<string>()
  const sections: Element[] = []
  let cover = book.cover?.path ?? null
  let length = 0
  let depth = 1
  for (const [index, item] of chapters.entries()) {
    if (isPicture(item.type) && item.path === cover) continue
    const source = await archive.read(item.path)
    if (!source) throw damaged(`the chapter “${item.path}” is missing`)
    const page = isPicture(item.type) ? platePage(item.path) : chapterPage(source)
    if (!isPicture(item.type)) length += source.byteLength
    if (length > MAX_TEXT) throw new PostilError('pageTooComplex')
    if (isList(item, page, book)) continue
    const own = contents.filter(({ path }) => path === item.path)
    depth = settleHeadings(page, own, finder(page), depth)
    const shown = new Set<string>()
    settleChapter(page.body, item.path, index + 1, {
      number: (file) => numbers.get(file),
      has: (file) => archive.has(file),
      onPicture: (file) => void shown.add(file),
    })
    if (isCover(page, item, shown, book)) {
      cover ??= [...shown][0] ?? null
      continue
    }
    for (const file of shown) pictures.add(file)
    const section = page.createElement('section')
    section.setAttribute('id', placeName(index + 1, ''))
    section.append(...page.body.childNodes)
    sections.push(section)
  }
  leadToHeadings(sections)
  if (cover !== null) pictures.add(cover)
  return { content: sections.map((section) => section.outerHTML).join(''), pictures, cover }
}

function isPage(type: string, path: string): boolean {
  return PAGE_TYPE.test(type) || (!isPicture(type) && /\.x?html?$/i.test(path))
}

/** Comics name their pages' pictures as chapters. */
function isPicture(type: string): boolean {
  return type.startsWith('image/')
}

function platePage(path: string): Document {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return parsePage(`<img src="${escapeHtml(encodeURIComponent(name))}" alt="">`)
}

async function readXml(archive: Archive, path: string): Promise<XmlElement | null> {
  const bytes = await archive.read(path)
  return bytes ? parseXml(decode(bytes, null)) : null
}

async function openBook(archive: Archive, path: string, damaged: Fault): Promise<Package> {
  const container = await readXml(archive, 'META-INF/container.xml')
  const stated = container && firstNamed(container, 'rootfile')?.attributes.get('full-path')
  // Without a container, the package document is still the only one of its kind.
  const place = stated && archive.has(stated) ? stated : archive.names.find((name) => name.endsWith('.opf'))
  if (!place) throw damaged('its package document is missing')
  const root = await readXml(archive, place)
  if (!root) throw damaged('its package document is not well-formed')
  return readPackage(root, place, path)
}

async function lockedPaths(archive: Archive): Promise<ReadonlySet<string>> {
  const root = await readXml(archive, 'META-INF/encryption.xml')
  return root ? encryptedPaths(root) : new Set()
}

async function readContents(archive: Archive, { nav, ncx }: Package): Promise<Chapter[]> {
  const source = nav && (await archive.read(nav.path))
  const chapters = nav && source ? readNav(chapterPage(source), nav.path) : []
  if (chapters.length > 0) return chapters
  const root = ncx && (await readXml(archive, ncx.path))
  return ncx && root ? readNcx(root, ncx.path) : []
}

function chapterPage(bytes: Uint8Array): Document {
  const text = decode(bytes, null)
  return parsePage(xhtmlToHtml(text) ?? text)
}

/** Finds a place by its id or its older name. Ids may hold anything, so that they make no selectors. */
function finder(page: Document): (id: string) => Element | null {
  let places: Map<string, Element> | undefined
  return (id) => {
    if (!places) {
      places = new Map()
      for (const element of page.querySelectorAll('[id], a[name]')) {
        const name = element.getAttribute('id') || element.getAttribute('name')
        if (name && !places.has(name)) places.set(name, element)
      }
    }
    return places.get(id) ?? null
  }
}

/** Whether a page is the book's list of its own chapters: the window has one of its own. */
function isList({ path, properties }: ManifestItem, page: Document, { guide }: Package): boolean {
  if (!properties.has('nav') && guide.get('toc') !== path) return false
  let linked = 0
  for (const link of page.body.querySelectorAll('a[href]')) linked += plainText(link).length
  return properties.has('nav') ? true : linked > plainText(page.body).length * 0.6
}

/** Whether a page shows the cover and nothing else: it is the article's lead picture then. */
function isCover(page: Document, { path }: ManifestItem, shown: ReadonlySet<string>, book: Package): boolean {
  if (shown.size !== 1 || plainText(page.body).length > 40) return false
  const [picture] = shown
  return picture === book.cover?.path || book.guide.get('cover') === path
}
