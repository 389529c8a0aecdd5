import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'
import { createPace } from './pace.ts'
import type { Work } from './tasks.ts'

type Backing = Pick<UseCases, 'backupLibrary' | 'restoreBackup' | 'mergeLibrary' | 'listBackups'>

/** Whoever shows the list draws it anew each time. */
const TOLD_AT_ONCE = 25

/** Backups, and what comes from another copy of the library. */
export function backingCases(context: Context): Backing {
  const { library, tasks } = context

  const following = ({ signal, progress }: Work, step: string) => ({
    signal,
    pace: createPace(),
    onProgress: (done: number, total: number) => progress(step, done, total),
  })

  /** Brings index and listeners up to date with what work changes; also where it ends with an error. */
  async function telling<T>(work: (onChanged: (id: string) => void) => Promise<T>): Promise<T> {
    let untold: string[] = []
    const tell = async () => {
      const ids = untold
      untold = []
      await changed(context, ids)
    }
    try {
      return await work((id) => {
        untold.push(id)
        if (untold.length >= TOLD_AT_ONCE) void tell()
      })
    } finally {
      await tell()
    }
  }

  return {
    backupLibrary: ({ path, force, task }) =>
      tasks.run(task, (work) => library.backup(path, { ...following(work, 'backup'), force })),
    restoreBackup: ({ path, task }) =>
      tasks.run(task, (work) =>
        telling((onChanged) => {
          const onCheck = (done: number, total: number) => work.progress('check', done, total)
          return library.restoreBackup(path, { ...following(work, 'restore'), onCheck, onChanged })
        }),
      ),
    mergeLibrary: ({ path, task }) =>
      tasks.run(task, (work) =>
        telling((onChanged) => library.merge(path, { ...following(work, 'merge'), onChanged })),
      ),
    listBackups: () => library.backups(),
  }
}

/** A copy of the records each day, in the library's own folder; see the settings. */
export async function backUpDaily({ library, emit }: Context, signal: AbortSignal): Promise<void> {
  const { dailyBackups, backupsKept } = await library.readSettings()
  const failed = () => library.problems().some(({ code }) => code === 'dailyBackupFailed')
  const before = failed()
  try {
    await library.backupDaily(dailyBackups ? backupsKept : null, { signal, pace: createPace() })
  } finally {
    // Whoever shows how the library is looks again.
    if (failed() !== before) emit('libraryChanged', { ids: [] })
  }
}
