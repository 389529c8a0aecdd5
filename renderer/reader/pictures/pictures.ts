import { safeWebUrl } from '../../../main/core/document/links.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'

const kinds = new Set(['image', 'inlineImage', 'embed'])

function* picturesOf(nodes: readonly NodeJSON[]): Generator<NodeJSON> {
  for (const node of nodes) {
    if (kinds.has(node.type)) yield node
    else if (node.content) yield* picturesOf(node.content)
  }
}

/** The address of a picture that is not in the library and could be fetched; null for any other. */
export function missingSource({ type, attrs }: Pick<NodeJSON, 'type' | 'attrs'>): string | null {
  if (type === 'embed' || typeof attrs?.media === 'string') return null
  return safeWebUrl(attrs?.source)
}

/** All pictures of a document, in their order. */
export function allPictures(document: DocumentJSON): readonly NodeJSON[] {
  return [...picturesOf(document.content)]
}

/** How many pictures of a document could be fetched and are not here, those with the same address counted once. */
export function missingCount(document: DocumentJSON): number {
  const sources = allPictures(document)
    .map(missingSource)
    .filter((source) => source !== null)
  return new Set(sources).size
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

function alike(a: readonly NodeJSON[], b: readonly NodeJSON[]): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index]
      if (other === undefined || one.type !== other.type || one.text !== other.text) return false
      if (!same(one.marks, other.marks) || !(kinds.has(one.type) || same(one.attrs, other.attrs))) return false
      return alike(one.content ?? [], other.content ?? [])
    })
  )
}

/**
 * Whether `after` is `before` in everything but its pictures. Such a document can take the other's place while it is
 * read: no word and no position of it is different.
 */
export function differsInPicturesOnly(before: DocumentJSON, after: DocumentJSON): boolean {
  return alike(before.content, after.content)
}
