import type { Repair } from '../../core/contract.ts'
import type { ErrorCode } from '../../core/errors.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { backupOf } from '../durable-json.ts'
import { readOwn } from '../files.ts'
import { mendFile } from '../mend.ts'
import { mendedBytes } from '../parse.ts'
import { SETTLED, setAside } from '../quarantine.ts'
import type { Queued } from '../queues.ts'

/** What a repair works with. */
export interface Bench {
  readonly context: Context
  readonly queued: Queued
  /** What was wrong with the file at `path`, and what became of it. */
  tell(code: ErrorCode, path: string, done: Repair['done'], reason?: string): void
}

export function createBench(parts: Pick<Bench, 'context' | 'queued'>, hear: (repair: Repair) => void): Bench {
  return {
    ...parts,
    tell: (code, path, done, reason = '') =>
      hear({ ...problemOf(new PostilError(code, { path, reason }), path), done }),
  }
}

/** Null where the file is missing, or no file; `unreadable` where the system doesn't hand it out. */
export async function bytesOf(
  { context }: Pick<Bench, 'context'>,
  path: string,
): Promise<Uint8Array | 'unreadable' | null> {
  try {
    const bytes = await readOwn(context.files, at(context, path))
    return bytes === 'odd' ? null : bytes
  } catch {
    return 'unreadable'
  }
}

/**
 * A record's file and the one before it, before anything else is done about them: a folder or a link under its name goes
 * aside, so that the record can have its name, and a bit that flipped is set right.
 */
export async function prepareRecord(bench: Bench, path: string): Promise<void> {
  for (const name of [path, backupOf(path)]) {
    await clearName(bench, name)
    await mendBit(bench, name)
  }
}

export async function mendBit({ context, tell }: Bench, path: string): Promise<void> {
  const bytes = await bytesOf({ context }, path)
  const mended = bytes === null || bytes === 'unreadable' ? null : mendedBytes(bytes)
  if (mended === null) return
  await mendFile(context, path, mended)
  tell('fileDamaged', path, 'mended', 'one bit of it had flipped')
}

async function clearName({ context, tell }: Bench, path: string): Promise<void> {
  if ((await readOwn(context.files, at(context, path)).catch(() => null)) !== 'odd') return
  await setAside(context, path, { move: true, ending: SETTLED })
  tell('fileDamaged', path, 'movedAside', 'it is no file of its own')
}

/** Whether bytes are what they should be. */
export function fits(parse: () => unknown): boolean {
  try {
    parse()
    return true
  } catch (error) {
    // A newer Postil's record is sound.
    return error instanceof PostilError && error.code === 'libraryNewer'
  }
}
