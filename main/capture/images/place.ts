import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'

/** A picture that is in the library now. */
export interface StoredPicture {
  readonly name: string
  readonly width: number | null
  readonly height: number | null
}

/** The addresses of all pictures that a document shows, posters included, each once, in reading order. */
export function pictureAddresses(document: DocumentJSON): string[] {
  const found = new Set<string>()
  const visit = (node: NodeJSON) => {
    const address = node.type === 'embed' ? node.attrs?.media : isPicture(node) ? node.attrs?.source : null
    if (typeof address === 'string') found.add(address)
    for (const child of node.content ?? []) visit(child)
  }
  for (const node of document.content) visit(node)
  return [...found]
}

function isPicture(node: NodeJSON): boolean {
  return node.type === 'image' || node.type === 'inlineImage'
}

/** The size that a page states for a picture counts for its proportions only if it names both sides. */
function size(attrs: Readonly<Record<string, unknown>>, picture: StoredPicture) {
  const { width, height } = attrs
  if (typeof width === 'number' && typeof height === 'number') return { width, height }
  if (picture.width === null || picture.height === null) return { width: width ?? null, height: height ?? null }
  if (typeof width === 'number' && width < picture.width) {
    return { width, height: Math.max(1, Math.round((width * picture.height) / picture.width)) }
  }
  return { width: picture.width, height: picture.height }
}

/** The document with its pictures named; those that could not be had keep their place, their words and their address. */
export function placePictures(document: DocumentJSON, pictures: ReadonlyMap<string, StoredPicture>): DocumentJSON {
  const place = (node: NodeJSON): NodeJSON => {
    if (isPicture(node) && node.attrs) {
      const address = typeof node.attrs.source === 'string' ? node.attrs.source : null
      const picture = address === null ? undefined : pictures.get(address)
      const source = address?.startsWith('data:') ? null : address
      const attrs = { ...node.attrs, source }
      return { ...node, attrs: picture ? { ...attrs, media: picture.name, ...size(node.attrs, picture) } : attrs }
    }
    if (node.type === 'embed') {
      const poster = typeof node.attrs?.media === 'string' ? pictures.get(node.attrs.media) : undefined
      return { ...node, attrs: { ...node.attrs, media: poster?.name ?? null } }
    }
    return node.content ? { ...node, content: node.content.map(place) } : node
  }
  return { type: 'doc', content: document.content.map(place) }
}
