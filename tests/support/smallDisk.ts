import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A file system of two megabytes and few names, that can be filled. */
export interface SmallDisk {
  readonly path: string
  /** Takes all the room; with `names`, so that not even an empty file can be made. */
  fill(what?: 'room' | 'names'): void
  /** Gives it back. */
  free(): void
  /** From now on, or no longer, only to be read, as a medium with a switch is. Nothing may be open for writing. */
  protect(readOnly: boolean): void
  unmount(): void
}

/** Null where this process may not mount one. */
export function mountSmallDisk(): SmallDisk | null {
  if (process.platform !== 'linux') return null
  const path = mkdtempSync(join(tmpdir(), 'postil-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m,nr_inodes=100', 'tmpfs', path])
  if (mounted.status !== 0) {
    rmdirSync(path)
    return null
  }
  const taken: string[] = []
  const take = (bytes: Uint8Array): boolean => {
    const file = join(path, `taken-${taken.length}`)
    try {
      writeFileSync(file, bytes, { flag: 'wx' })
      taken.push(file)
      return true
    } catch {
      // What fitted was written.
      if (bytes.length > 0) taken.push(file)
      return false
    }
  }
  return {
    path,
    fill(what = 'room') {
      if (what === 'room') for (const size of [2_000_000, 400_000, 40_000, 4096]) while (take(new Uint8Array(size)));
      else while (take(new Uint8Array(0)));
    },
    free() {
      for (const file of taken.splice(0)) rmSync(file, { force: true })
    },
    protect(readOnly) {
      const done = spawnSync('mount', ['-o', `remount,${readOnly ? 'ro' : 'rw'}`, path], { encoding: 'utf8' })
      if (done.status !== 0) throw new Error(`the disk cannot be remounted: ${done.stderr}`)
    },
    unmount() {
      const done = spawnSync('umount', [path])
      if (done.status !== 0) spawnSync('umount', ['-l', path])
      rmdirSync(path)
    },
  }
}
