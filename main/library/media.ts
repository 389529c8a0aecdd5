import { mediaNameSchema } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { isFull, readFailure, writeFailure } from './failures.ts'
import {
  discard,
  type Files,
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
import type { Queued } from './queues.ts'

export interface Media {
  readonly name: string
  readonly bytes: Uint8Array
}

export function mediaPath(name: string): string {
  return `${layout.media}/${name}`
}

/**
 * Throws `mediaNotFound`, also for what can't be a picture's name, and for a picture that is damaged: that one is set
 * aside, so that saving its article again writes it anew, and told of.
 */
export async function readMedia(context: Context, queued: Queued, name: string): Promise<Uint8Array> {
  if (!mediaNameSchema.safeParse(name).success) throw new PostilError('mediaNotFound', { name })
  const { sound, there } = await look(context, name)
  if (sound) return sound
  if (there) await queued('create', () => setDamagedAside(context, name))
  throw new PostilError('mediaNotFound', { name })
}

async function look(
  { files, root }: Context,
  name: string,
): Promise<{ readonly sound: Uint8Array | null; readonly there: boolean }> {
  try {
    const bytes = await readOwn(files, at({ root }, mediaPath(name)))
    if (bytes === null || bytes === 'odd') return { sound: null, there: false }
    return { sound: name.startsWith(sha256(bytes)) ? bytes : null, there: true }
  } catch (error) {
    throw readFailure(error, mediaPath(name))
  }
}

/** Only in the queue of the making of articles, where nobody else is writing it. */
async function setDamagedAside(context: Context, name: string): Promise<void> {
  const path = mediaPath(name)
  const { sound, there } = await look(context, name)
  if (sound || !there) return
  let kept = path
  try {
    if (!context.readOnly) kept = await setAside(context, path, { move: true })
  } catch (error) {
    // Where there is no room to set it aside it stays, and is not handed out.
    if (!isFull(error)) throw writeFailure(error, path, context.root)
  }
  context.problems.add(new PostilError('recordDamaged', { path: kept }), path)
}

/** A name that is no hash of its bytes is a mistake of the caller's: it could hide another picture. */
export function assertMedia(media: readonly Media[]): void {
  for (const { name, bytes } of media) {
    if (!mediaNameSchema.safeParse(name).success) throw new TypeError(`“${name}” cannot be a picture’s name`)
    if (!name.startsWith(sha256(bytes))) throw new TypeError(`the picture ${name} has another hash`)
  }
}

/** How a picture is there: as `bytes`, with other bytes, under a name that something else has, or not at all. */
async function stateOf(files: Files, path: string, bytes: Uint8Array): Promise<'same' | 'other' | 'odd' | null> {
  const size = await ownSize(files, path)
  if (size === null || size === 'odd') return size
  if (size !== bytes.length) return 'other'
  const present = await readOwn(files, path)
  return present !== null && present !== 'odd' && Buffer.compare(present, bytes) === 0 ? 'same' : 'other'
}

/**
 * Writes the pictures that are not there yet, or damaged, side by side, and answers the names of those that were not
 * there; after a failure none of these is left. Not to be run twice at once: what one call takes back, another might
 * rely on.
 */
export async function writeMedia(context: Context, media: readonly Media[]): Promise<readonly string[]> {
  const { files } = context
  const tempOf = (name: string) => at(context, mediaPath(`.${name}.tmp`))
  const written: string[] = []
  const wanted = new Map<string, Uint8Array>()
  try {
    const given = [...new Map(media.map((each) => [each.name, each.bytes]))]
    const states = await together(given.map(([name, bytes]) => stateOf(files, at(context, mediaPath(name)), bytes)))
    const wrong: { readonly name: string; readonly odd: boolean }[] = []
    for (const [index, [name, bytes]] of given.entries()) {
      const state = states[index] ?? null
      if (state === 'same') continue
      if (state !== null) wrong.push({ name, odd: state === 'odd' })
      wanted.set(name, bytes)
      // Noted first, since a step can fail after the picture has its name.
      if (state === null) written.push(name)
    }
    if (wanted.size === 0) return []
    const folder = at(context, layout.media)
    if ((await sizeIfThere(files, folder)) === null) {
      // There was no room for it when the library was opened, or somebody took it away.
      await makeFolder(files, folder)
      await syncFolder(files, context.root)
    }
    for (const { name, odd } of wrong) {
      // A folder or a link that has the picture's name moves: no file takes the place of a folder.
      await setAside(context, mediaPath(name), odd ? { move: true, ending: SETTLED } : { move: false, replaced: true })
    }
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
