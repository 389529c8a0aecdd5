import { mediaNameSchema } from '../../core/model/article.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { backupOf } from '../durable-json.ts'
import { readFailure } from '../failures.ts'
import { namesIn, readOwn, sizeIfThere } from '../files.ts'
import { decodeDocument, decodeOriginal, decodePicture } from '../immutable.ts'
import { isId, layout } from '../layout.ts'
import { parseLibraryFile } from '../library-file.ts'
import { mediaPath } from '../media.ts'
import { Damage } from '../parse.ts'
import { isSettled, openAsides, originOf } from '../quarantine.ts'
import { parseSettings } from '../records.ts'
import { parseTombstone } from '../tombstones.ts'
import type { Findings } from './findings.ts'

/** What Postil makes, and what systems and sync tools leave everywhere. */
const atHome =
  /^(library\.json(\.bak)?|settings\.json(\.bak)?|articles|media|tombstones|backups|quarantine|\.(?!.*\.tmp$).*|desktop\.ini|thumbs\.db|icon\r)$/i

export async function checkLibraryFiles(context: Context, found: Findings): Promise<void> {
  const library = (bytes: Uint8Array): void => {
    if (parseLibraryFile(bytes) === null) throw new Damage('not what a library’s file is')
  }
  await found.file(layout.library, library)
  await found.file(backupOf(layout.library), library, { optional: true })
  await found.file(layout.settings, parseSettings, { optional: true })
  await found.file(backupOf(layout.settings), parseSettings, { optional: true })
  for (const name of await namesIn(context.files, context.root)) if (!atHome.test(name)) found.unused.push(name)
  for (const name of await namesIn(context.files, at(context, layout.articles))) {
    if (!isId(name)) found.unused.push(`${layout.articles}/${name}`)
  }
}

export async function checkTombstones(context: Context, found: Findings): Promise<void> {
  for (const name of await namesIn(context.files, at(context, layout.tombstones))) {
    const id = name.replace(/\.json$/, '')
    if (!isId(id) || id === name) found.unused.push(`${layout.tombstones}/${name}`)
    else await found.file(layout.tombstone(id), (bytes) => parseTombstone(bytes, id))
  }
}

/** The names of pictures in `media/`; others there are nobody's. */
export async function pictureNames(context: Context, found: Findings): Promise<string[]> {
  const names = await namesIn(context.files, at(context, layout.media))
  const isPicture = (name: string) => mediaNameSchema.safeParse(name).success
  for (const name of names) if (!isPicture(name)) found.unused.push(mediaPath(name))
  return names.filter(isPicture)
}

export async function checkPicture(found: Findings, name: string): Promise<void> {
  // One that was given up meanwhile is missed by those who refer to it, if anybody does.
  await found.file(mediaPath(name), (bytes) => decodePicture(bytes, name.slice(0, 64)), { optional: true })
}

/** What was set aside and is not there again is missing somewhere. */
export async function checkQuarantine(context: Context, found: Findings): Promise<void> {
  const open = new Set(await openAsides(context))
  for (const name of await namesIn(context.files, at(context, layout.quarantine))) {
    const path = `${layout.quarantine}/${name}`
    if (!open.has(name) || (await isBack(context, name))) found.unused.push(path)
    else found.report(new PostilError('recordDamaged', { path }), path)
  }
}

/** Whether nobody misses what was set aside under this name: it is there again, or its article is gone for good. */
export async function isBack(context: Context, name: string): Promise<boolean> {
  if (isSettled(name)) return true
  const path = originOf(name)
  if (path === null) return true
  const [top, id = '', folder, file = ''] = path.split('/')
  if (top === layout.articles && (await sizeIfThere(context.files, at(context, `${top}/${id}`))) === null) return true
  const bytes = await readOwn(context.files, at(context, path)).catch(() => null)
  if (bytes === null || bytes === 'odd') return false
  try {
    if (top === layout.media) await decodePicture(bytes, id.slice(0, 64))
    else if (folder === 'content') await decodeDocument(bytes, file.replace(/\.json$/, ''))
    else if (folder === 'original') await decodeOriginal(bytes, file.replace(/\.html\.gz$/, ''))
    // A record that was begun anew doesn't say what the one before it said.
    else return false
    return true
  } catch {
    return false
  }
}

/** What an earlier run set aside and nobody has looked after is told of with every opening. */
export async function recallAsides(context: Context): Promise<void> {
  try {
    for (const name of await openAsides(context)) {
      const path = `${layout.quarantine}/${name}`
      if (await isBack(context, name)) continue
      context.problems.restore(problemOf(new PostilError('recordDamaged', { path }), path))
    }
  } catch (error) {
    // No reason not to open.
    context.problems.add(readFailure(error, layout.quarantine), layout.quarantine)
  }
}
