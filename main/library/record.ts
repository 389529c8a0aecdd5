import { basename, dirname, join } from 'node:path'
import { Low } from 'lowdb'
import { PostilError } from '../core/result.ts'
import { assertWritable, at, type Context } from './context.ts'
import { backupOf, DurableJSON, type Parse } from './durable-json.ts'
import { isFull, readFailure, writeFailure } from './failures.ts'
import { placeFile, readOwn } from './files.ts'
import { mendFile, tellMended } from './mend.ts'
import { Damage, parseMended } from './parse.ts'
import { setAside } from './quarantine.ts'

/** Reads a record; null where there is none and never was. Call it only from the record's queue. */
export async function readRecord<T>(context: Context, path: string, parse: Parse<T>): Promise<T | null> {
  return read(context, path, parse, false)
}

/**
 * Reads, changes and writes a record through lowdb. A change that answers what it was given writes nothing.
 * Throws what the read throws, `diskFull`, `libraryReadOnly` or `writeFailed`; the file then holds what it held.
 * Call it only from the record's queue.
 */
export async function updateRecord<T>(
  context: Context,
  path: string,
  parse: Parse<T>,
  change: (record: T | null) => T | Promise<T>,
): Promise<T> {
  assertWritable(context)
  const adapter = new DurableJSON<T>(context.files, at(context, path), () => read(context, path, parse, true))
  const low = new Low<T | null>(adapter, null)
  await low.read()
  const next = await change(low.data)
  if (next === low.data) return next
  low.data = next
  try {
    await low.write()
  } catch (error) {
    throw writeFailure(error, path, context.root)
  }
  return next
}

type Found<T> = { readonly record: T; readonly mended: Uint8Array | null } | { readonly damage: Damage } | null

async function read<T>(context: Context, path: string, parse: Parse<T>, toWrite: boolean): Promise<T | null> {
  const present = await look(context, path, parse)
  if (present && 'record' in present) {
    if (present.mended) await mend(context, path, present.mended, toWrite)
    return present.record
  }
  const previous = await look(context, backupOf(path), parse)
  if (previous && 'record' in previous) {
    if (previous.mended) await mend(context, backupOf(path), previous.mended, toWrite)
    await recover(context, path, present !== null, toWrite)
    return previous.record
  }
  if (!present && !previous) return null
  throw await giveUp(context, path, { present: present !== null, previous: previous !== null })
}

async function look<T>(context: Context, path: string, parse: Parse<T>): Promise<Found<T>> {
  let bytes: Uint8Array | 'odd' | null
  try {
    bytes = await readOwn(context.files, at(context, path))
  } catch (error) {
    throw readFailure(error, path)
  }
  if (bytes === null) return null
  if (bytes === 'odd') return { damage: new Damage('it is no file of its own') }
  try {
    const { value, mended } = parseMended(bytes, parse)
    return { record: value, mended }
  } catch (error) {
    if (error instanceof Damage) return { damage: error }
    throw error
  }
}

/** Where the mended record cannot be written the damaged one stays: it can be mended again, but not written over. */
async function mend(context: Context, path: string, mended: Uint8Array, toWrite: boolean): Promise<void> {
  try {
    await mendFile(context, path, mended)
  } catch (error) {
    if (toWrite) throw writeFailure(error, path, context.root)
    tellMended(context, path, path)
  }
}

/**
 * Puts the previous version in the record's place; the damaged one is kept in quarantine. Until that has worked nothing
 * may be written, since a write would make the damaged file the previous version.
 */
async function recover(context: Context, path: string, damaged: boolean, toWrite: boolean): Promise<void> {
  let kept = path
  try {
    if (!context.readOnly) {
      if (damaged) kept = await setAside(context, path, { move: false, replaced: true })
      const target = at(context, path)
      const bytes = await context.files.readFile(backupOf(target))
      await placeFile(context.files, target, join(dirname(target), `.${basename(target)}.tmp`), bytes)
    }
  } catch (error) {
    if (toWrite) throw writeFailure(error, path, context.root)
  }
  context.problems.add(new PostilError('recordRecovered', { path: kept }), path)
}

async function giveUp(
  context: Context,
  path: string,
  there: { readonly present: boolean; readonly previous: boolean },
): Promise<PostilError> {
  let kept = there.present ? path : backupOf(path)
  if (!context.readOnly) {
    try {
      // The previous version first: while a damaged file stands under its own name, the record isn't taken for absent.
      if (there.previous) kept = await setAside(context, backupOf(path), { move: true })
      if (there.present) kept = await setAside(context, path, { move: true })
    } catch (error) {
      // Where there is no room to set it aside it stays: what a reader has to know is that it is damaged.
      if (!isFull(error)) throw writeFailure(error, path, context.root)
    }
  }
  const error = new PostilError('recordDamaged', { path: kept })
  context.problems.add(error, path)
  return error
}
