import { AsyncLocalStorage } from 'node:async_hooks'
import { sep } from 'node:path'
import { PostilError } from '../core/result.ts'
import type { Files } from './files.ts'
import type { Lock } from './lock.ts'
import type { Queued } from './queues.ts'

interface Work {
  /** The hold of the library under which it began. */
  readonly since: number
  wrote: boolean
}

const working = new AsyncLocalStorage<Work>()

/** The library was not held all the time since this work began, so what it has read may be old. */
class Overtaken extends PostilError {
  constructor(root: string) {
    super('libraryLocked', { path: root })
  }
}

/** Work that is overtaken is done again: a lock's file is not deleted all the time. */
const TRIES = 3

/**
 * Work that is only acknowledged where the library was held from before it read to after it wrote. Where the lock was
 * lost before something changed (see `guardedFiles`) it is done again; else it throws `libraryLocked`.
 */
export function guardedQueue(queued: Queued, lock: Lock | null, root: string): Queued {
  if (lock === null) return queued
  async function run<R>(held: Lock, work: () => Promise<R>, tried = 1): Promise<R> {
    isHeld(held)
    const own: Work = { since: held.epoch, wrote: false }
    try {
      const result = await working.run(own, work)
      if (own.wrote && (!isHeld(held) || held.epoch !== own.since))
        throw new PostilError('libraryLocked', { path: root })
      return result
    } catch (error) {
      if (!(error instanceof Overtaken) || tried === TRIES) throw error
    }
    return run(held, work, tried + 1)
  }
  return (key, work) => queued(key, () => run(lock, work))
}

/** Takes the lock anew where that is needed and possible. */
export function isHeld(lock: Lock): boolean {
  try {
    lock.assure()
    return true
  } catch {
    return false
  }
}

/**
 * Files that change nothing in the library while another process may have it, not even where the lock is lost in the
 * middle of a change: each step throws `libraryLocked` then, and nothing was acknowledged. Outside the library, and for
 * reading, they are what they were.
 */
export function guardedFiles(files: Files, root: string, lock: Lock): Files {
  function check(path: unknown): void {
    if (typeof path !== 'string' || (path !== root && !path.startsWith(root.endsWith(sep) ? root : root + sep))) return
    lock.assure()
    const work = working.getStore()
    if (work === undefined) return
    if (work.since !== lock.epoch) throw new Overtaken(root)
    work.wrote = true
  }
  return {
    get readFile() {
      return files.readFile
    },
    get readdir() {
      return files.readdir
    },
    get stat() {
      return files.stat
    },
    get lstat() {
      return files.lstat
    },
    async open(path, flags, mode) {
      // By a number only folders are opened, to be synced.
      if (typeof flags === 'string' && flags !== 'r') check(path)
      return files.open(path, flags, mode)
    },
    async rename(from, to) {
      check(to)
      return files.rename(from, to)
    },
    async link(from, to) {
      check(to)
      return files.link(from, to)
    },
    async copyFile(from, to, mode) {
      check(to)
      return files.copyFile(from, to, mode)
    },
    mkdir: (async (path: Parameters<Files['mkdir']>[0], options: Parameters<Files['mkdir']>[1]) => {
      check(path)
      return files.mkdir(path, options)
    }) as Files['mkdir'],
    async rm(path, options) {
      check(path)
      return files.rm(path, options)
    },
  }
}
