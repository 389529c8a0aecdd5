import { mediaNameSchema } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { readFailure } from './failures.ts'
import { discard, placeFile, readIfThere, sizeIfThere } from './files.ts'
import { layout } from './layout.ts'
import { sha256 } from './parse.ts'

export interface Media {
  readonly name: string
  readonly bytes: Uint8Array
}

export function mediaPath(name: string): string {
  return `${layout.media}/${name}`
}

/** Throws `mediaNotFound`, also for what can't be a picture's name. */
export async function readMedia(context: Context, name: string): Promise<Uint8Array> {
  if (!mediaNameSchema.safeParse(name).success) throw new PostilError('mediaNotFound', { name })
  try {
    const bytes = await readIfThere(context.files, at(context, mediaPath(name)))
    if (bytes) return bytes
  } catch (error) {
    throw readFailure(error, mediaPath(name))
  }
  throw new PostilError('mediaNotFound', { name })
}

/** A name that is no hash of its bytes is a mistake of the caller's: it could hide another picture. */
export function assertMedia(media: readonly Media[]): void {
  for (const { name, bytes } of media) {
    if (!mediaNameSchema.safeParse(name).success) throw new TypeError(`“${name}” cannot be a picture’s name`)
    if (!name.startsWith(sha256(bytes))) throw new TypeError(`the picture ${name} has another hash`)
  }
}

/**
 * Writes the pictures that are not there yet and answers their names; after a failure none of them is left. Not to be
 * run twice at once: what one call takes back, another might rely on.
 */
export async function writeMedia(context: Context, media: readonly Media[]): Promise<readonly string[]> {
  const written: string[] = []
  try {
    for (const { name, bytes } of media) {
      const path = at(context, mediaPath(name))
      const present = await sizeIfThere(context.files, path)
      if (present === bytes.length) continue
      // Noted first, since a step can fail after the picture has its name.
      if (present === null) written.push(name)
      await placeFile(context.files, path, at(context, mediaPath(`.${name}.tmp`)), bytes)
    }
    return written
  } catch (error) {
    await removeMedia(context, written)
    throw error
  }
}

export async function removeMedia(context: Context, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await discard(context.files, at(context, mediaPath(name)))
  }
}
