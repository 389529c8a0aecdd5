import { parseSrcset } from '../../extract/pictures.ts'

const ADDRESSES = ['src', 'data-src', 'data-original', 'data-lazy-src'] as const
const SETS = ['srcset', 'data-srcset'] as const

interface Enclosed {
  readonly address: string
  /** In bytes. */
  readonly size: number
}

/**
 * Lets each picture of a page mean the file that came with the page, where there is one: of several the largest. `find`
 * answers it for an address as the page has it. Pictures that did not come keep the addresses that they had.
 */
export function takeEnclosedPictures(page: Document, find: (address: string) => Enclosed | null): void {
  for (const image of page.querySelectorAll('img')) {
    const offered = [
      ...ADDRESSES.map((name) => image.getAttribute(name)),
      ...SETS.flatMap((name) => listed(image, name)),
    ]
    const picture = image.parentElement
    if (picture?.localName === 'picture') {
      for (const source of picture.querySelectorAll('source'))
        offered.push(...SETS.flatMap((name) => listed(source, name)))
    }
    let best: Enclosed | null = null
    for (const address of offered) {
      const found = address ? find(address) : null
      if (found && found.size > (best?.size ?? 0)) best = found
    }
    if (!best) continue
    for (const name of [...ADDRESSES, ...SETS]) image.removeAttribute(name)
    image.setAttribute('src', best.address)
    if (picture?.localName === 'picture') for (const source of picture.querySelectorAll('source')) source.remove()
  }
  for (const player of page.querySelectorAll('[poster]')) {
    const found = find(player.getAttribute('poster') ?? '')
    if (found) player.setAttribute('poster', found.address)
  }
}

function listed(element: Element, name: string): string[] {
  const set = element.getAttribute(name)
  return set ? parseSrcset(set).map(({ url }) => url) : []
}
