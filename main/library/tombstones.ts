import { dirname, join } from 'node:path'
import { TOMBSTONE_VERSION, type Tombstone, tombstoneSchema } from '../core/model/tombstone.ts'
import { at, type Context } from './context.ts'
import { encodeJSON } from './durable-json.ts'
import { readFailure } from './failures.ts'
import { errorCode, isMissing, makeFolder, namesIn, placeFile, readIfThere, syncFolder } from './files.ts'
import { isId, layout } from './layout.ts'
import { mendFile, tellMended } from './mend.ts'
import { Damage, parseMended, parseRecord } from './parse.ts'

const ENDING = '.json'

export function parseTombstone(bytes: Uint8Array, id: string): Tombstone {
  const tombstone = parseRecord(bytes, tombstoneSchema, TOMBSTONE_VERSION)
  if (tombstone.id !== id) throw new Damage(`id: it is the tombstone of ${tombstone.id}`)
  return tombstone
}

/** The ids of the articles that were deleted for good, oldest first. */
export async function tombstoneIds(context: Context): Promise<string[]> {
  const names = await namesIn(context.files, at(context, layout.tombstones))
  return names
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .filter(isId)
}

/**
 * An article's tombstone; null where there is none. One that is damaged still says that the article was deleted: when,
 * its file's own time tells.
 */
export async function readTombstone(context: Context, id: string): Promise<Tombstone | null> {
  const path = layout.tombstone(id)
  try {
    const bytes = await readIfThere(context.files, at(context, path))
    if (bytes === null) return null
    const { value, mended } = parseMended(bytes, (given) => parseTombstone(given, id))
    // What it says counts also where it cannot be written anew.
    if (mended) await mendFile(context, path, mended).catch(() => tellMended(context, path, path))
    return value
  } catch (error) {
    if (error instanceof Damage || errorCode(error) === 'EISDIR') return guessTombstone(context, id)
    throw readFailure(error, path)
  }
}

/** What a damaged tombstone still tells; null where it is gone by now. */
export async function guessTombstone(context: Context, id: string): Promise<Tombstone | null> {
  try {
    const { mtimeMs } = await context.files.stat(at(context, layout.tombstone(id)))
    const time = new Date(mtimeMs).toISOString()
    return { version: TOMBSTONE_VERSION, id, deletedAt: time, purgedAt: time }
  } catch (error) {
    if (isMissing(error)) return null
    throw readFailure(error, layout.tombstone(id))
  }
}

/** On the disk when it answers. Throws what the system says. */
export async function writeTombstone(context: Context, tombstone: Tombstone): Promise<void> {
  const { files, root } = context
  const path = at(context, layout.tombstone(tombstone.id))
  await makeFolder(files, dirname(path))
  await syncFolder(files, root)
  const temp = join(dirname(path), `.${tombstone.id}.tmp`)
  await placeFile(files, path, temp, encodeJSON(tombstoneSchema.parse(tombstone)))
}

export async function removeTombstone(context: Context, id: string): Promise<void> {
  const path = at(context, layout.tombstone(id))
  await context.files.rm(path, { force: true, recursive: true })
  await syncFolder(context.files, dirname(path))
}
