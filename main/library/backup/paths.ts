import { contentHashSchema, mediaNameSchema } from '../../core/model/article.ts'
import { isId, layout } from '../layout.ts'

/** The name of the list of files in an archive. */
export const MANIFEST = 'manifest.json'

/** A path of a library, taken apart. */
export type LibraryPath =
  | { readonly kind: 'library' | 'settings' }
  | { readonly kind: 'article' | 'highlights' | 'tombstone'; readonly id: string }
  | { readonly kind: 'content' | 'original'; readonly id: string; readonly hash: string }
  | { readonly kind: 'media'; readonly name: string }

const shape =
  /^(articles|media|tombstones)\/([^/]+?)(?:\/(?:(article|highlights)\.json|content\/([^/]+)\.json|original\/([^/]+)\.html\.gz))?$/

/**
 * What a path names, relative to a library and with forward slashes; null for whatever Postil would not have put there.
 * Only what is named here is ever read from an archive, so nothing in one can point out of the library.
 */
export function parsePath(path: string): LibraryPath | null {
  if (path === layout.library) return { kind: 'library' }
  if (path === layout.settings) return { kind: 'settings' }
  const [, folder, name = '', record, content, original] = shape.exec(path) ?? []
  if (folder === 'articles') return isId(name) ? ofArticle(name, record, content, original) : null
  if ((record ?? content ?? original) !== undefined) return null
  if (folder === 'media') return mediaNameSchema.safeParse(name).success ? { kind: 'media', name } : null
  const id = name.replace(/\.json$/, '')
  return folder === 'tombstones' && name.endsWith('.json') && isId(id) ? { kind: 'tombstone', id } : null
}

function ofArticle(id: string, record?: string, content?: string, original?: string): LibraryPath | null {
  if (record === 'article' || record === 'highlights') return { kind: record, id }
  if (content !== undefined && isHash(content)) return { kind: 'content', id, hash: content }
  if (original !== undefined && isHash(original)) return { kind: 'original', id, hash: original }
  return null
}

function isHash(text: string): boolean {
  return contentHashSchema.safeParse(text).success
}
