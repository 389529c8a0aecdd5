import { basename } from 'node:path'
import { promisify } from 'node:util'
import { gunzip, gzip } from 'node:zlib'
import { parseDocument } from '../core/document/parse.ts'
import type { DocumentJSON } from '../core/document/types.ts'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { isFull, readFailure, writeFailure } from './failures.ts'
import { readIfThere, sizeIfThere } from './files.ts'
import { layout } from './layout.ts'
import { Damage, parseJSON, sha256 } from './parse.ts'
import { asideOf, setAside } from './quarantine.ts'
import type { PreparedPage } from './types.ts'

/** A page of 25 MB decompresses within this; a file that claims more was not written by Postil. */
const LARGEST_PAGE = 256 * 1024 * 1024

const deflate: (bytes: Uint8Array, options: { level: number }) => Promise<Uint8Array> = promisify(gzip)

/** Level 4: a third of the time of the default for a tenth more bytes (a page of 170 KB: 1.6 ms for 37 KB, 5 ms for 34). */
function compress(bytes: Uint8Array): Promise<Uint8Array> {
  return deflate(bytes, { level: 4 })
}

const decompress: (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array> = promisify(gunzip)

export function preparePage(bytes: Uint8Array): PreparedPage {
  const gzip = compress(bytes)
  gzip.catch(() => {}) // Whoever awaits it hears of it.
  return { hash: sha256(bytes), gzip }
}

export function asPrepared(original: Uint8Array | PreparedPage | null): PreparedPage | null {
  return original instanceof Uint8Array ? preparePage(original) : original
}

/** What an immutable file holds; throws Damage where its bytes don't have the hash of its name. */
export type Decode<T> = (bytes: Uint8Array, hash: string) => Promise<T>

export const decodeDocument: Decode<DocumentJSON> = async (bytes, hash) => {
  if (sha256(bytes) !== hash) throw new Damage('its content does not have the hash in its name')
  // Sound bytes that don't fit stay where they are: another Postil wrote them. They are not handed out, though.
  return parseDocument(parseJSON(bytes), `content/${hash}.json`).document
}

export const decodeOriginal: Decode<Uint8Array> = async (bytes, hash) => {
  const page = await decompress(bytes, { maxOutputLength: LARGEST_PAGE }).catch(() => {
    throw new Damage('not compressed as it should be')
  })
  if (sha256(page) !== hash) throw new Damage('its content does not have the hash in its name')
  return page
}

export const decodePicture: Decode<Uint8Array> = async (bytes, hash) => {
  if (sha256(bytes) !== hash) throw new Damage('its content does not have the hash in its name')
  return bytes
}

/** Whether bytes are those of the immutable file at `path`: of a text, a page or a picture, by the hash in its name. */
export async function isSound(path: string, bytes: Uint8Array): Promise<boolean> {
  const hash = basename(path).slice(0, 64)
  const decode = path.endsWith('.html.gz') ? decodeOriginal : decodePicture
  try {
    await decode(bytes, hash)
    return true
  } catch (error) {
    if (error instanceof Damage) return false
    throw error
  }
}

/**
 * Reads a file that is never written again. Damaged: set aside, and `recordDamaged`, also from then on. Not there:
 * `fileMissing`.
 */
export async function readImmutable<T>(context: Context, path: string, hash: string, decode: Decode<T>): Promise<T> {
  let bytes: Uint8Array | null
  try {
    bytes = await readIfThere(context.files, at(context, path))
  } catch (error) {
    throw readFailure(error, path)
  }
  if (bytes === null) throw await absence(context, path)
  try {
    return await decode(bytes, hash)
  } catch (error) {
    if (!(error instanceof Damage)) throw error
  }
  let kept = path
  try {
    if (!context.readOnly) kept = await setAside(context, path, { move: true })
  } catch (error) {
    // Where there is no room to set it aside it stays: what a reader has to know is that it is damaged.
    if (!isFull(error)) throw writeFailure(error, path, context.root)
  }
  const error = new PostilError('recordDamaged', { path: kept })
  context.problems.add(error, path)
  throw error
}

/** Why a file that a record names is not there: the article is gone, it was set aside once, or somebody took it away. */
export async function absence(context: Context, path: string): Promise<PostilError> {
  const [folder, id = ''] = path.split('/')
  if (folder === layout.articles && (await sizeIfThere(context.files, at(context, layout.folder(id)))) === null) {
    return new PostilError('articleNotFound', { id })
  }
  const aside = await asideOf(context, path)
  const error =
    aside === null ? new PostilError('fileMissing', { path }) : new PostilError('recordDamaged', { path: aside })
  context.problems.add(error, path)
  return error
}
