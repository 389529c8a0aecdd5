import { tagOf } from '../dom.ts'
import type { Candidate } from './candidates.ts'
import { isPlaceholder, pictureSet } from './lazy.ts'

/** Kinds that a library doesn't keep, since browsers don't show them. */
const UNREADABLE = /image\/(?:jxl|heic|heif|tiff|jp2|jxr|vnd\.ms-photo)/i

/** The window that sources are chosen for: a usual one on a desktop, in CSS pixels. */
const WINDOW = { width: 1440, height: 900 }
const EM = 16

/** Whether a source of a `picture` is for such a window, in light colours. What is not understood is not meant for it. */
export function suits(media: string): boolean {
  return media.split(',').some((query) =>
    query
      .toLowerCase()
      .split(/\band\b/)
      .every((part) => fits(part.trim())),
  )
}

function fits(part: string): boolean {
  if (part === '' || /^(?:only\s+)?(?:all|screen)$/.test(part)) return true
  const [, bound, side, size, unit] =
    /^\(\s*(min|max)-(?:device-)?(width|height)\s*:\s*([\d.]+)(px|r?em)\s*\)$/.exec(part) ?? []
  if (side === 'width' || side === 'height') {
    const pixels = Number(size) * (unit === 'px' ? 1 : EM)
    return bound === 'min' ? WINDOW[side] >= pixels : WINDOW[side] <= pixels
  }
  const [, left, leftSign, rightSign, right] =
    /^\(\s*(?:([\d.]+)px\s*(<=?|>=?)\s*)?width\s*(?:(<=?|>=?)\s*([\d.]+)px)?\s*\)$/.exec(part) ?? []
  if (left !== undefined || right !== undefined) {
    const over =
      left === undefined || (leftSign?.startsWith('<') ? Number(left) <= WINDOW.width : Number(left) >= WINDOW.width)
    const under =
      right === undefined ||
      (rightSign?.startsWith('<') ? WINDOW.width <= Number(right) : WINDOW.width >= Number(right))
    return over && under
  }
  return /^\((?:orientation\s*:\s*landscape|prefers-color-scheme\s*:\s*(?:light|no-preference)|(?:min-resolution|-webkit-min-device-pixel-ratio)\s*:\s*[\d.]+(?:dppx|dpi)?)\s*\)$/.test(
    part,
  )
}

/** What the `picture` around an image offers for such a window: its first source for it, and all that are for any. */
export function sourceCandidates(img: Element): Candidate[] {
  const picture = img.parentElement
  if (!picture || tagOf(picture) !== 'picture') return []
  const found: Candidate[] = []
  let chosen = false
  for (const source of picture.children) {
    if (tagOf(source) !== 'source' || UNREADABLE.test(source.getAttribute('type') ?? '')) continue
    const media = source.getAttribute('media')
    // A source for some screens only may be another crop: of these, only the one that a browser would show.
    if (media && (chosen || !suits(media))) continue
    const offered = pictureSet(source).filter(({ url }) => !isPlaceholder(url))
    if (media && offered.length > 0) chosen = true
    found.push(...offered)
    if (chosen) break
  }
  return found
}

/** Every source, in the order of the page: for an image that nothing else is known of. */
export function anySource(img: Element): Candidate[] {
  const picture = img.parentElement
  if (!picture || tagOf(picture) !== 'picture') return []
  return [...picture.children]
    .filter((source) => tagOf(source) === 'source' && !UNREADABLE.test(source.getAttribute('type') ?? ''))
    .flatMap(pictureSet)
    .filter(({ url }) => !isPlaceholder(url))
}
