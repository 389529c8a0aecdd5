/** The widest picture that is taken of several, in pixels. */
const MAX_WIDTH = 2560

export interface Candidate {
  readonly url: string
  /** In pixels, or in hundredths of the plain size where only a density is given. */
  readonly width: number
}

/** https://html.spec.whatwg.org/#parse-a-srcset-attribute (addresses may hold commas, descriptors not). */
export function parseSrcset(srcset: string): Candidate[] {
  const found: Candidate[] = []
  let rest = srcset.trimStart()
  while (rest !== '') {
    rest = rest.replace(/^[\s,]+/, '')
    const token = /^\S+/.exec(rest)?.[0]
    if (token === undefined) break
    rest = rest.slice(token.length)
    const url = token.replace(/,+$/, '')
    // A comma at its end closes an address without a descriptor.
    const descriptor = url === token ? (/^[^,]*/.exec(rest)?.[0] ?? '') : ''
    rest = rest.slice(descriptor.length)
    const [, size = '1', unit = 'x'] = /([\d.]+)([wx])/.exec(descriptor) ?? []
    if (url !== '') found.push({ url, width: unit === 'w' ? Number(size) : Number(size) * 100 })
  }
  return found
}

/** The widest that is not too wide, else the narrowest; the first of several that are alike. */
export function best(candidates: readonly Candidate[]): string | null {
  let chosen: Candidate | null = null
  for (const candidate of candidates) {
    if (candidate.url.startsWith('data:')) continue
    if (!chosen) chosen = candidate
    else if (candidate.width > MAX_WIDTH)
      chosen = chosen.width > MAX_WIDTH && candidate.width < chosen.width ? candidate : chosen
    else if (chosen.width > MAX_WIDTH || candidate.width > chosen.width) chosen = candidate
  }
  return chosen?.url ?? null
}

const ENDING = String.raw`\.(?:jpe?g|png|gif|webp|avif|svg|bmp)`
/** Ends like a picture's address, before its parameters. */
const PICTURE_ADDRESS = new RegExp(String.raw`^[^\s"'<>{}]+${ENDING}(?:[?#!:/][^\s"'<>{}]*)?$`, 'i')

export function isPictureAddress(value: string): boolean {
  return PICTURE_ADDRESS.test(value)
}

/**
 * Pictures that data for a script names: addresses under the keys that such data has, or as keys with their sizes
 * (`{"a.jpg": [800, 600]}`). Empty where the value is no JSON.
 */
export function jsonCandidates(value: string): Candidate[] {
  if (value.length > 20_000 || !/^\s*[[{]/.test(value)) return []
  let data: unknown
  try {
    data = JSON.parse(value)
  } catch {
    return []
  }
  const found: Candidate[] = []
  const visit = (node: unknown, depth: number, width: number): void => {
    if (depth > 6 || found.length > 50) return
    if (typeof node === 'string') {
      if (/\s\d+w\b/.test(node)) found.push(...parseSrcset(node))
      else if (isPictureAddress(node)) found.push({ url: node, width })
    } else if (Array.isArray(node)) {
      for (const each of node) visit(each, depth + 1, width)
    } else if (typeof node === 'object' && node !== null) {
      const own = 'width' in node ? Number(node.width) || width : width
      for (const [key, each] of Object.entries(node)) {
        if (isPictureAddress(key)) found.push({ url: key, width: firstNumber(each) ?? own })
        else visit(each, depth + 1, Number(/\d{3,4}/.exec(key)?.[0] ?? own))
      }
    }
  }
  visit(data, 0, 100)
  return found
}

function firstNumber(value: unknown): number | null {
  const [first] = Array.isArray(value) ? value : [value]
  return typeof first === 'number' ? first : null
}
