/** What a page offers of a picture besides the best: to be had where that one is gone. */
import { best } from './candidates.ts'
import { isPlaceholder, pictureSet } from './lazy.ts'
import { sourceCandidates } from './sources.ts'

/** On an image that is settled: JSON, the addresses as written. */
const OTHERS_ATTRIBUTE = 'data-postil-others'

/** Notes the next smaller picture of the image's sets, then what it would show without them. To be asked before these go. */
export function noteOthers(img: Element, chosen: string): void {
  const src = img.getAttribute('src')?.trim() ?? ''
  const lone = src === chosen || isPlaceholder(src) || src.startsWith('data:')
  if (lone && !img.hasAttribute('srcset') && !img.hasAttribute('data-srcset')) return
  const offered = [...sourceCandidates(img), ...pictureSet(img)].filter(({ url }) => !isPlaceholder(url))
  const width = offered.find(({ url }) => url === chosen)?.width ?? Number.POSITIVE_INFINITY
  const smaller = best(offered.filter((each) => each.width < width))
  const others = [smaller, lone ? null : src].filter((url) => url !== null && url !== chosen)
  if (others.length > 0) img.setAttribute(OTHERS_ATTRIBUTE, JSON.stringify([...new Set(others)]))
}

/** As written. */
export function othersOf(img: Element): readonly string[] {
  const noted = img.getAttribute(OTHERS_ATTRIBUTE)
  if (noted === null) return []
  try {
    const others: unknown = JSON.parse(noted)
    return Array.isArray(others) ? others.filter((each) => typeof each === 'string') : []
  } catch {
    // The page's own attribute of this name.
    return []
  }
}
