import { pathBeside } from '../../core/beside.ts'
import { parsePage } from '../extract/dom.ts'
import { enclosedAddress } from './enclosed.ts'
import { takeEnclosedPictures } from './pages/pictures.ts'
import type { SourcePage } from './types.ts'

/** A page whose pictures lie in files beside it, by their paths from the page. */
export function withBeside(source: SourcePage, files: ReadonlyMap<string, Uint8Array>): SourcePage {
  if (files.size === 0) return source
  const page = parsePage(source.html)
  const resources = new Map(source.resources)
  takeEnclosedPictures(page, (given) => {
    const path = pathBeside(given.trim())
    const bytes = path === null ? undefined : files.get(path)
    if (path === null || !bytes) return null
    const address = enclosedAddress(path)
    resources.set(address, bytes)
    return { address, size: bytes.byteLength }
  })
  return { ...source, html: page.toString(), resources }
}
