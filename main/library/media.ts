import { mediaNameSchema } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { readFailure } from './failures.ts'
import {
  discard,
  makeFolder,
  ownSize,
  readOwn,
  rename,
  sizeIfThere,
  syncFolder,
  together,
  writeSynced,
} from './files.ts'
import { layout } from './layout.ts'
import { sha256 } from './parse.ts'
import { SETTLED, setAside } from './quarantine.ts'

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
    const bytes = await readOwn(context.files, at(context, mediaPath(name)))
    if (bytes !== null && bytes !== 'odd') return bytes
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
 * Writes the pictures that are not there yet, side by side, and answers their names; after a failure none of them is
 * left. Not to be run twice at once: what one call takes back, another might rely on.
 */
export async function writeMedia(context: Context, media: readonly Media[]): Promise<readonly string[]> {
  const { files } = context
  const tempOf = (name: string) => at(context, mediaPath(`.${name}.tmp`))
  const written: string[] = []
  const wanted = new Map<string, Uint8Array>()
  try {
    const sizes = await together(media.map(({ name }) => ownSize(files, at(context, mediaPath(name)))))
    const odd: string[] = []
    for (const [index, { name, bytes }] of media.entries()) {
      if (sizes[index] === bytes.length) continue
      if (sizes[index] === 'odd' && !wanted.has(name)) odd.push(name)
      wanted.set(name, bytes)
      // Noted first, since a step can fail after the picture has its name.
      if (sizes[index] === null) written.push(name)
    }
    if (wanted.size === 0) return []
    const folder = at(context, layout.media)
    if ((await sizeIfThere(files, folder)) === null) {
      // There was no room for it when the library was opened, or somebody took it away.
      await makeFolder(files, folder)
      await syncFolder(files, context.root)
    }
    // A folder or a link has the picture's name: no file takes the place of a folder.
    for (const name of odd) await setAside(context, mediaPath(name), { move: true, ending: SETTLED })
    await together([...wanted].map(([name, bytes]) => writeSynced(files, tempOf(name), bytes)))
    await together([...wanted.keys()].map((name) => rename(files, tempOf(name), at(context, mediaPath(name)))))
    await syncFolder(files, folder)
    return written
  } catch (error) {
    await Promise.all([...wanted.keys()].map((name) => discard(files, tempOf(name))))
    await removeMedia(context, written)
    throw error
  }
}

export async function removeMedia(context: Context, names: readonly string[]): Promise<void> {
  await Promise.all(names.map((name) => discard(context.files, at(context, mediaPath(name)))))
}
