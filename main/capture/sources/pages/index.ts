import { parsePage } from '../../extract/dom.ts'
import { plainPage, type SourcePage } from '../types.ts'
import { readClipping } from './clipboard.ts'
import { settleFrames } from './frames.ts'
import { isOfficeMarkup, settleOffice } from './office.ts'
import { mayHaveOwnLinks, settleOwnLinks } from './ownLinks.ts'
import { placeSharedPictures, savedFrom, sharesPictures } from './savers.ts'
import { flattenShadows, hasShadows } from './shadow.ts'

/** A selection copied from a page has no document around it. */
function isFragment(html: string): boolean {
  return !/<(?:!doctype|html|head|body)[\s>]/i.test(html)
}

/** Markup that a caller has: a whole page, or a piece that somebody copied. */
export function pastedPage(text: string): SourcePage {
  const clipping = readClipping(text)
  const page = htmlPage(clipping?.html ?? text)
  const whole = clipping !== null || isFragment(text)
  if (!whole || !mayHaveOwnLinks(page.html)) return { ...page, whole, url: clipping?.url ?? page.url }
  const piece = parsePage(page.html)
  const own = settleOwnLinks(piece)
  return { ...page, html: piece.toString(), whole, url: clipping?.url ?? page.url ?? own }
}

/** A page as it came, or as a browser saved it with everything in it. Most need nothing done and are not even looked at. */
export function htmlPage(html: string): SourcePage {
  const url = savedFrom(html)
  const framed = /<i?frame\b[^<>]*?\s(?:srcdoc\s*=|src\s*=\s*["']?data:text\/html)/i.test(html)
  const [shadows, shared, office] = [hasShadows(html), sharesPictures(html), isOfficeMarkup(html)]
  if (!framed && !shadows && !shared && !office) return plainPage(html, { url })
  const page = parsePage(html)
  if (shadows) flattenShadows(page)
  if (framed) settleFrames(page, frameContent)
  if (shared) placeSharedPictures(page, html)
  if (office) settleOffice(page)
  return plainPage(page.toString(), { url })
}

/** The page of a frame that holds it in itself. */
function frameContent(frame: Element): string | null {
  const inline = frame.getAttribute('srcdoc')
  if (inline) return inline
  const [, base64, data] = /^data:text\/html[^,]*?(;\s*base64)?,([\s\S]*)$/i.exec(frame.getAttribute('src') ?? '') ?? []
  if (data === undefined) return null
  try {
    return base64 ? Buffer.from(data, 'base64').toString('utf8') : decodeURIComponent(data)
  } catch {
    return null
  }
}
