import { type Dirent, existsSync, type MakeDirectoryOptions, readdirSync, readFileSync } from 'node:fs'
import type { FileHandle } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { type Files, realFiles } from '../../main/library/files.ts'

/** A file or folder, whatever names it has. */
export interface Inode {
  readonly folder: boolean
  /** What a file held when the record began, which is on the disk; null for what was made since. */
  readonly initial: Uint8Array | null
  /** A folder's names when the record began. */
  readonly names: ReadonlyMap<string, Inode>
}

/** One change of the file system, or the point from which an earlier one is safe. */
export type Step =
  | { readonly kind: 'enter'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | { readonly kind: 'leave'; readonly folder: Inode; readonly name: string; readonly inode: Inode }
  | {
      readonly kind: 'move'
      readonly from: Inode
      readonly fromName: string
      readonly folder: Inode
      readonly name: string
      readonly inode: Inode
    }
  /** The whole content of a file from now on. */
  | { readonly kind: 'data'; readonly inode: Inode; readonly bytes: Uint8Array }
  /** The content of a file, or the names in a folder, are on the disk. */
  | { readonly kind: 'sync'; readonly inode: Inode }
  /** Something was acknowledged. */
  | { readonly kind: 'mark' }

export interface Recorder {
  readonly files: Files
  readonly root: Inode
  readonly steps: readonly Step[]
  mark(): void
}

/**
 * The real file system with a record of what was changed below `base`, in an order in which it can have happened: a step
 * stands where it had ended. What is not in `Files` (locks, the index) leaves no record.
 */
export function recordFiles(base: string): Recorder {
  const root = present(base)
  const steps: Step[] = []
  /** As it is now, for finding what a path stands for. */
  const now = new Map<Inode, Map<string, Inode>>()
  const namesOf = (inode: Inode): Map<string, Inode> => {
    const names = now.get(inode) ?? new Map(inode.names)
    now.set(inode, names)
    return names
  }
  const find = (path: string): Inode | undefined => {
    const parts = relative(base, path).split('/').filter(Boolean)
    return parts.reduce<Inode | undefined>((inode, name) => inode && namesOf(inode).get(name), root)
  }
  const place = (path: string): { folder: Inode; name: string } => {
    const folder = find(join(path, '..'))
    if (!folder || relative(base, path).startsWith('..')) throw new Error(`no folder for ${path}`)
    return { folder, name: path.slice(path.lastIndexOf('/') + 1) }
  }
  const enter = (path: string, inode: Inode): void => {
    const { folder, name } = place(path)
    namesOf(folder).set(name, inode)
    steps.push({ kind: 'enter', folder, name, inode })
  }
  const leave = (path: string): void => {
    const { folder, name } = place(path)
    const inode = namesOf(folder).get(name)
    if (!inode) return
    // One by one, from within: a removal may end halfway.
    for (const each of [...namesOf(inode).keys()]) leave(join(path, each))
    namesOf(folder).delete(name)
    steps.push({ kind: 'leave', folder, name, inode })
  }
  const data = (inode: Inode, path: string): void => {
    steps.push({ kind: 'data', inode, bytes: readFileSync(path) })
  }
  const handleOf = (handle: FileHandle, inode: Inode | undefined, path: string): FileHandle =>
    new Proxy(handle, {
      get(target, property) {
        const value = Reflect.get(target, property)
        if (typeof value !== 'function') return value
        return async (...given: unknown[]) => {
          const result = await value.apply(target, given)
          if (!inode) return result
          if (property === 'sync' || property === 'datasync') steps.push({ kind: 'sync', inode })
          if (typeof property === 'string' && /^(write|append|truncate)/.test(property)) data(inode, path)
          return result
        }
      },
    })

  const files: Files = {
    ...realFiles,
    async open(path, flags, mode) {
      const name = String(path)
      const there = existsSync(name)
      const handle = await realFiles.open(path, flags, mode)
      const writes = typeof flags === 'string' && /^[wa]/.test(flags)
      if (writes && !there) enter(name, made(false))
      const inode = find(name)
      if (writes && inode) data(inode, name)
      return handleOf(handle, inode, name)
    },
    async rename(from, to) {
      const source = place(String(from))
      const target = place(String(to))
      const inode = find(String(from))
      const same = find(String(to)) === inode
      await realFiles.rename(from, to)
      if (!inode) throw new Error(`${from} was not recorded`)
      // Where both names are one file already, nothing is renamed.
      if (same) return
      namesOf(source.folder).delete(source.name)
      namesOf(target.folder).set(target.name, inode)
      steps.push({ kind: 'move', from: source.folder, fromName: source.name, ...target, inode })
    },
    async link(from, to) {
      await realFiles.link(from, to)
      const inode = find(String(from))
      if (!inode) throw new Error(`${from} was not recorded`)
      enter(String(to), inode)
    },
    async copyFile(from, to, mode) {
      await realFiles.copyFile(from, to, mode)
      const inode = find(String(to)) ?? made(false)
      if (!find(String(to))) enter(String(to), inode)
      data(inode, String(to))
    },
    mkdir: (async (path: string, options?: MakeDirectoryOptions) => {
      const missing: string[] = []
      for (let each = path; !existsSync(each); each = join(each, '..')) missing.unshift(each)
      const result = await realFiles.mkdir(path, options)
      for (const each of missing) if (!find(each)) enter(each, made(true))
      return result
    }) as Files['mkdir'],
    async rm(path, options) {
      const there = existsSync(String(path))
      await realFiles.rm(path, options)
      if (there) leave(String(path))
    },
  }
  return { files, root, steps, mark: () => void steps.push({ kind: 'mark' }) }
}

function made(folder: boolean): Inode {
  return { folder, initial: null, names: new Map() }
}

/** What is at a path, which is on the disk. */
function present(path: string): Inode {
  const entries: Dirent[] = readdirSync(path, { withFileTypes: true })
  const names = entries
    .filter((entry) => entry.name !== '.index')
    .map((entry): [string, Inode] => {
      const full = join(path, entry.name)
      if (entry.isDirectory()) return [entry.name, present(full)]
      return [entry.name, { folder: false, initial: readFileSync(full), names: new Map() }]
    })
  return { folder: true, initial: null, names: new Map(names) }
}
