import { TRASH_DAYS } from '../core/model/tombstone.ts'
import { PostilError } from '../core/result.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import { listed } from './listed.ts'
import { createPace } from './pace.ts'
import { isLoss } from './texts.ts'

type Trash = Pick<UseCases, 'emptyTrash'>

/** Articles between two looks at which pictures nobody shows any more, and two drawings of the list. */
const AT_ONCE = 50
const DAY = 24 * 60 * 60 * 1000

export function trashCases(context: Context): Trash {
  const { library, indexing, tasks } = context
  return {
    emptyTrash: ({ ids, task }) =>
      tasks.run(task, async ({ signal, progress }) => {
        const rows = ids ? [...new Set(ids)] : (await listed(indexing, 'trash')).map(({ id }) => id)
        // Whoever names one that is not there means another one: then none is deleted.
        if (ids) for (const id of rows) await library.readArticle(id)
        return { deleted: await purgeEach(context, rows, signal, (done) => progress('delete', done, rows.length)) }
      }),
  }
}

/** Housekeeping: what has been in the trash for `TRASH_DAYS` days is deleted for good. */
export async function purgeOverdue(context: Context, signal: AbortSignal): Promise<void> {
  const due = context.clock().getTime() - TRASH_DAYS * DAY
  const rows = await listed(context.indexing, 'trash')
  const overdue = rows.filter(({ deletedAt }) => deletedAt !== null && Date.parse(deletedAt) < due)
  await purgeEach(
    context,
    overdue.map(({ id }) => id),
    signal,
  )
}

/**
 * One after the other; the ids of those that were in the trash and are gone. Stopped, it answers what it came to, since
 * that cannot be taken back. Where one of them cannot be deleted, that is thrown when the others are gone.
 */
async function purgeEach(
  context: Context,
  ids: readonly string[],
  signal: AbortSignal,
  onProgress: (done: number) => void = () => {},
): Promise<string[]> {
  const { library } = context
  const pace = createPace()
  const deleted: string[] = []
  let untold: string[] = []
  let media = new Set<string>()
  let failed: { readonly thrown: unknown } | null = null
  const tell = async (): Promise<void> => {
    const [gone, given] = [untold, [...media]]
    untold = []
    media = new Set()
    await changed(context, gone)
    await discardUnused(context, given)
  }
  try {
    for (const [done, id] of ids.entries()) {
      if (signal.aborted) break
      onProgress(done)
      await pace()
      // Also one that stays may be another one now: see `purge`.
      untold.push(id)
      try {
        const purged = await library.purge(id)
        if (purged !== null) deleted.push(id)
        for (const name of purged?.media ?? []) media.add(name)
      } catch (thrown) {
        if (!isOfOne(thrown)) throw thrown
        failed ??= { thrown }
      }
      if (untold.length >= AT_ONCE) await tell()
    }
  } finally {
    // Also where one failed: those before it are gone.
    await tell()
  }
  if (failed) throw failed.thrown
  onProgress(ids.length)
  return deleted
}

/** A damaged record, or a newer Postil's, keeps only its own article in the trash. */
function isOfOne(thrown: unknown): boolean {
  return isLoss(thrown) || (thrown instanceof PostilError && ['libraryNewer', 'fileUnreadable'].includes(thrown.code))
}

/**
 * Removes the pictures that only deleted articles referred to. While the index does not know every article they stay:
 * they cost nothing but room, and `verify` tells of them.
 */
async function discardUnused({ library, indexing, report }: Context, names: readonly string[]): Promise<void> {
  if (names.length === 0) return
  try {
    const used = await indexing.ask((index) => index.mediaUsers(names))
    // Of an article that cannot be read nobody knows which pictures it shows.
    const known = indexing.current && indexing.whole && library.problems().length === 0
    if (known) await library.discardMedia(names.filter((name) => !used.has(name)))
  } catch (thrown) {
    report(thrown)
  }
}
