import { PostilError } from '../../core/result.ts'
import { decode } from '../charset.ts'
import { parsePage } from '../extract/dom.ts'
import { enclosedAddress } from './enclosed.ts'
import { htmlPage } from './pages/index.ts'
import { takeEnclosedPictures } from './pages/pictures.ts'
import type { SourcePage } from './types.ts'
import { openArchive } from './zip.ts'

const PAGE = 'index.html'
/** Of the page's markup, as of a book's. */
const MAX_TEXT_MB = 40

/**
 * A page saved as a ZIP archive of itself and its pictures, or as a page that carries such an archive behind its markup
 * and unpacks itself in a browser: SingleFile's other two forms. Throws `pageTooLarge`, and what `openArchive` throws.
 */
export async function zippedPage(bytes: Uint8Array, path: string): Promise<SourcePage> {
  const unsupported = () => new PostilError('typeUnsupported', { type: 'application/zip' })
  const archive = await openArchive(bytes, path, unsupported)
  if (archive.size(PAGE) > MAX_TEXT_MB * 1024 * 1024) throw new PostilError('pageTooLarge', { limit: MAX_TEXT_MB })
  const source = await archive.read(PAGE)
  if (!source) throw unsupported()
  const read = htmlPage(decode(source, null))
  const page = parsePage(read.html)
  const files = new Map<string, string>()
  takeEnclosedPictures(page, (address) => {
    const name = address.replace(/^\.\//, '').replace(/[?#].*$/, '')
    if (!archive.has(name)) return null
    files.set(enclosedAddress(name), name)
    return { address: enclosedAddress(name), size: 1 }
  })
  const resources = new Map<string, Uint8Array>()
  for (const [address, name] of files) {
    const picture = await archive.read(name)
    if (picture) resources.set(address, picture)
  }
  return { ...read, html: page.toString(), resources }
}
