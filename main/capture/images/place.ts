import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { mediaNameSchema } from '../../core/model/article.ts'
import { isEnclosed } from '../sources/enclosed.ts'

/** A picture that is in the library now. */
export interface StoredPicture {
  readonly name: string
  readonly width: number | null
  readonly height: number | null
}

type Attrs = Readonly<Record<string, unknown>>

function isPicture(node: NodeJSON): boolean {
  return node.type === 'image' || node.type === 'inlineImage'
}

function isStored(media: unknown): boolean {
  return typeof media === 'string' && mediaNameSchema.safeParse(media).success
}

/** The address of a picture that is not in the library yet; until it is looked for, an embed's `media` holds its poster's. */
function wantedAddress({ type, attrs }: NodeJSON): string | null {
  if (!attrs || isStored(attrs.media)) return null
  const address = type === 'embed' ? (attrs.media ?? attrs.source) : attrs.source
  return typeof address === 'string' ? address : null
}

/** The addresses of all pictures that a document lacks, posters included, each once, in reading order. */
export function pictureAddresses(document: DocumentJSON): string[] {
  const found = new Set<string>()
  const visit = (node: NodeJSON) => {
    const address = isPicture(node) || node.type === 'embed' ? wantedAddress(node) : null
    if (address !== null) found.add(address)
    for (const child of node.content ?? []) visit(child)
  }
  for (const node of document.content) visit(node)
  return [...found]
}

/** The size at which a page shows a picture, in the picture's own proportions, so that nothing jumps when it is drawn. */
function size({ width, height }: Attrs, picture: StoredPicture): { width: unknown; height: unknown } {
  const own = { width: picture.width, height: picture.height }
  if (own.width === null || own.height === null) return { width: width ?? null, height: height ?? null }
  if (typeof width === 'number' && width < own.width) {
    return { width, height: Math.max(1, Math.round((width * own.height) / own.width)) }
  }
  if (typeof width !== 'number' && typeof height === 'number' && height < own.height) {
    return { width: Math.max(1, Math.round((height * own.width) / own.height)), height }
  }
  return own
}

/** The document with its pictures named; those that could not be had keep their place, their words and their address. */
export function placePictures(document: DocumentJSON, pictures: ReadonlyMap<string, StoredPicture>): DocumentJSON {
  const placed = (node: NodeJSON): Attrs => {
    const attrs = node.attrs ?? {}
    if (isStored(attrs.media)) return attrs
    const address = wantedAddress(node)
    const picture = address === null ? undefined : pictures.get(address)
    const kept = address !== null && (address.startsWith('data:') || isEnclosed(address)) ? null : address
    if (node.type === 'embed') {
      const { source: _, ...rest } = attrs
      return { ...rest, media: picture?.name ?? null, ...(!picture && kept !== null && { source: kept }) }
    }
    const source = { ...attrs, source: kept }
    return picture ? { ...source, media: picture.name, ...size(attrs, picture) } : source
  }
  const place = (node: NodeJSON): NodeJSON => {
    if (node.type === 'embed' || (isPicture(node) && node.attrs)) return { ...node, attrs: placed(node) }
    return node.content ? { ...node, content: node.content.map(place) } : node
  }
  return { type: 'doc', content: document.content.map(place) }
}
