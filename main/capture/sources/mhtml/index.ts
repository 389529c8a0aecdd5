import { PostilError } from '../../../core/result.ts'
import { charsetOf, decode } from '../../charset.ts'
import { parsePage } from '../../extract/dom.ts'
import { parseWebUrl } from '../../url.ts'
import { enclosedAddress } from '../enclosed.ts'
import { settleFrames } from '../pages/frames.ts'
import { takeEnclosedPictures } from '../pages/pictures.ts'
import { flattenShadows } from '../pages/shadow.ts'
import { plainPage, type SourcePage } from '../types.ts'
import { decodeWords, type Message, type Part, parameter, parseMessage } from './mime.ts'

const PAGE_TYPE = /^\s*(?:text\/html|application\/xhtml\+xml)\b/i

/**
 * A page saved with everything in it as one message (MHTML, RFC 2557): by Chromium's browsers as `.mhtml`, by Internet
 * Explorer and Word as `.mht`. Throws `mhtmlInvalid`.
 */
export function mhtmlPage(bytes: Uint8Array, path: string): SourcePage {
  const message = parseMessage(bytes, path)
  const root = rootOf(message)
  if (!root) throw new PostilError('mhtmlInvalid', { path, reason: 'it holds no page' })
  if (!root.complete) throw new PostilError('mhtmlInvalid', { path, reason: 'it ends in the middle of the page' })
  const base = location(root) ?? message.headers.get('content-location') ?? null
  const url = webAddress(message.headers.get('snapshot-content-location')) ?? webAddress(base)
  const index = indexParts(message.parts, base)
  const page = parsePage(text(root))
  flattenShadows(page)
  settleFrames(page, (frame) => {
    const part = index.find(frame.getAttribute('src') ?? '')
    return part && PAGE_TYPE.test(contentType(part)) ? text(part) : null
  })
  const resources = new Map<string, Uint8Array>()
  takeEnclosedPictures(page, (address) => {
    const part = index.find(address)
    if (!part || PAGE_TYPE.test(contentType(part))) return null
    const name = index.nameOf(part)
    resources.set(name, part.body)
    return { address: name, size: part.body.byteLength }
  })
  for (const base of page.querySelectorAll('base')) if (!webAddress(base.getAttribute('href'))) base.remove()
  // The page's own title comes first, as anywhere; a page without one has the message's.
  const subject = decodeWords(message.headers.get('subject') ?? '').trim()
  if (subject !== '' && !page.querySelector('title')) {
    const title = page.createElement('title')
    title.textContent = subject
    page.head.append(title)
  }
  return plainPage(page.toString(), { url, resources })
}

function contentType(part: Part): string {
  return part.headers.get('content-type') ?? ''
}

/** The part that the message names as its first, or else the first page in it. */
function rootOf({ headers, parts }: Message): Part | null {
  const start = parameter(headers.get('content-type') ?? '', 'start')
  const named = start ? parts.find((part) => part.headers.get('content-id') === start) : undefined
  return named ?? parts.find((part) => PAGE_TYPE.test(contentType(part))) ?? null
}

function text(part: Part): string {
  return decode(part.body, charsetOf(contentType(part)))
}

function location({ headers }: Part): string | null {
  const stated = headers.get('content-location')
  return stated === undefined ? null : decodeWords(stated).replace(/\s+/g, '')
}

function webAddress(address: string | null | undefined): string | null {
  return address ? (parseWebUrl(address)?.href ?? null) : null
}

interface PartIndex {
  /** The part that an address in the page means. */
  find(address: string): Part | null
  /** The address under which a picture goes on: its own on the web, or one inside the file. */
  nameOf(part: Part): string
}

function indexParts(parts: readonly Part[], base: string | null): PartIndex {
  const byName = new Map<string, Part>()
  const key = (address: string): string => {
    const bare = address.trim().replace(/#.*$/, '')
    return (URL.parse(bare, base ?? undefined) ?? URL.parse(bare))?.href ?? bare
  }
  for (const part of parts) {
    const id = part.headers.get('content-id')?.replace(/^<|>$/g, '')
    const place = location(part)
    for (const name of [id ? `cid:${id}` : null, place, place === null ? null : key(place)]) {
      if (name !== null && !byName.has(name)) byName.set(name, part)
    }
  }
  const decoded = (address: string): string => {
    try {
      return decodeURIComponent(address)
    } catch {
      return address
    }
  }
  return {
    find: (address) => byName.get(address) ?? byName.get(key(address)) ?? byName.get(decoded(address)) ?? null,
    nameOf: (part) => {
      const place = location(part)
      return webAddress(place) ?? enclosedAddress(place ?? part.headers.get('content-id') ?? '')
    },
  }
}
