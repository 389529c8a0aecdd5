import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { parseWebUrl } from '../url.ts'
import { choose, type Told } from './choose.ts'
import type { Statements } from './collect.ts'
import { unescapeEntities } from './entities.ts'
import type { StatedFacts } from './jsonld.ts'

/** Pictures that sites state where an article has none of its own. */
const SIGN =
  /(?:^|[/_.-])(?:(?:site-?|header-?|fb-?|og-?|twitter-?)?logos?|favicons?|apple-touch-icon|placeholder|no-?image|blank|spacer|pixel|gravatar|avatars?|sprite)(?:[/_.-]|\d*\.(?:png|jpe?g|gif|svg|webp)|$)/i
/** In CSS pixels; smaller ones are icons and faces. */
const MIN_SIDE = 200

/** An absolute address of a picture that is no sign of the site; null for anything else. */
function pictureAt(raw: string | null | undefined, base: string | null): string | null {
  const url = raw ? parseWebUrl(unescapeEntities(raw), base ?? undefined) : null
  return url && !SIGN.test(url.pathname.split('/').slice(-2).join('/')) ? url.href : null
}

/** What the page names as its picture; null where it names none but a logo. */
export function statedPicture(
  found: Statements,
  stated: StatedFacts | null,
  base: string | null,
  told: Told[],
): string | null {
  const meta = (...names: string[]) => {
    for (const name of names) {
      for (const value of found.meta.get(name) ?? []) {
        const url = pictureAt(value, base)
        if (url) return url
      }
    }
    return null
  }
  return choose(
    'leadImage',
    [
      ['og:image', () => meta('og:image:secure_url', 'og:image', 'og:image:url')],
      ['JSON-LD image', () => pictureAt(stated?.image, base)],
      ['twitter:image', () => meta('twitter:image', 'twitter:image:src')],
      ['marked as image', () => pictureAt(found.image, base)],
      ['meta thumbnail', () => meta('parsely-image-url', 'sailthru.image.full', 'thumbnail', 'image')],
    ],
    told,
  )
}

/** The address of the article's first picture that is not known to be small; null where it has none. */
export function firstPicture(document: DocumentJSON): string | null {
  const within = (nodes: readonly NodeJSON[]): string | null => {
    for (const node of nodes) {
      const { source, width, height } = node.attrs ?? {}
      const small = [width, height].some((side) => typeof side === 'number' && side < MIN_SIDE)
      if (node.type === 'image' && typeof source === 'string' && !small) {
        const url = pictureAt(source, null)
        if (url) return url
      }
      const inner = node.content ? within(node.content) : null
      if (inner) return inner
    }
    return null
  }
  return within(document.content)
}
