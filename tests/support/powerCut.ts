import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Random } from './proofs/random.ts'
import type { Inode, Step } from './recorder.ts'

/**
 * What a power cut can leave, by the promises of POSIX alone:
 *
 * - The content of a file is safe once the file was synced; of what was written since, all may be there, nothing (the
 *   file is then as it was at its last sync, a new one empty), NULs of the same length, or its first half.
 * - A name that came, went or changed is safe once its folder was synced (for a move: the folder that it went to). Of
 *   the changes since, any may be there and any not, except that one which builds on another (it touches the same name)
 *   is not there without it, and no folder goes while something is in it. A move is there as a whole or not at all.
 * - Syncing a file says nothing of its name, and syncing a folder nothing of its own name or of the files in it.
 */
export type Data = 'kept' | 'lost' | 'zeros' | 'half'

export interface Choice {
  /** Which of the changes of names that are not safe are there; by their position among these. */
  readonly kept: (position: number) => boolean
  readonly data: (position: number) => Data
}

type NameStep = Exclude<Step, { kind: 'data' | 'sync' | 'mark' }>

/** How many changes of names at the end of this record are not safe. */
export function unsafeCount(steps: readonly Step[]): number {
  return changes(steps).filter(({ safe }) => !safe).length
}

function changes(steps: readonly Step[]): { step: NameStep; safe: boolean }[] {
  const synced = new Map<Inode, number>()
  for (const [index, step] of steps.entries()) if (step.kind === 'sync') synced.set(step.inode, index)
  return steps.flatMap((step, index) => {
    if (step.kind === 'data' || step.kind === 'sync' || step.kind === 'mark') return []
    return [{ step, safe: (synced.get(step.folder) ?? -1) > index }]
  })
}

/** A folder's names, or a file's bytes, after a power cut. */
export type Left = ReadonlyMap<string, Left> | Uint8Array

/** The tree that is left when the power goes after `steps`. */
export function leftBy(root: Inode, steps: readonly Step[], choice: Choice): Left {
  const names = new Map<Inode, Map<string, Inode>>()
  const namesOf = (inode: Inode): Map<string, Inode> => {
    const found = names.get(inode) ?? new Map(inode.names)
    names.set(inode, found)
    return found
  }
  const doubtful = new Map<Inode, Set<string>>()
  const doubt = (folder: Inode, name: string): void => {
    doubtful.set(folder, (doubtful.get(folder) ?? new Set()).add(name))
  }
  let position = 0
  for (const { step, safe } of changes(steps)) {
    const touched = [
      [step.folder, step.name] as const,
      ...(step.kind === 'move' ? [[step.from, step.fromName] as const] : []),
    ]
    const full = step.kind === 'leave' && namesOf(step.inode).size > 0
    const founded = !full && touched.every(([folder, name]) => !doubtful.get(folder)?.has(name))
    if (!safe && !(choice.kept(position++) && founded)) {
      for (const [folder, name] of touched) doubt(folder, name)
      continue
    }
    if (step.kind === 'leave') namesOf(step.folder).delete(step.name)
    else namesOf(step.folder).set(step.name, step.inode)
    if (step.kind === 'move' && namesOf(step.from).get(step.fromName) === step.inode) {
      namesOf(step.from).delete(step.fromName)
    }
  }
  const contents = contentsAfter(steps, choice)
  const build = (inode: Inode): Left => {
    if (!inode.folder) return contents.get(inode) ?? inode.initial ?? new Uint8Array()
    return new Map([...namesOf(inode)].map(([name, each]) => [name, build(each)]))
  }
  return build(root)
}

function contentsAfter(steps: readonly Step[], choice: Choice): Map<Inode, Uint8Array> {
  const written = new Map<Inode, Uint8Array>()
  const safe = new Map<Inode, Uint8Array>()
  for (const step of steps) {
    if (step.kind === 'data') written.set(step.inode, step.bytes)
    const bytes = step.kind === 'sync' ? written.get(step.inode) : undefined
    if (step.kind === 'sync' && bytes) safe.set(step.inode, bytes)
  }
  let position = 0
  for (const [inode, bytes] of written) {
    const last = safe.get(inode) ?? inode.initial ?? new Uint8Array()
    if (last === bytes) continue
    const fate = choice.data(position++)
    if (fate === 'lost') written.set(inode, last)
    if (fate === 'zeros') written.set(inode, new Uint8Array(bytes.length))
    if (fate === 'half') written.set(inode, bytes.subarray(0, bytes.length >> 1))
  }
  return written
}

/**
 * The choices that are looked at: everything there, nothing there, each change alone missing and alone there, each
 * fate of the contents, and some at random.
 */
export function choicesFor(steps: readonly Step[], random: Random, some: number): Choice[] {
  const count = unsafeCount(steps)
  const all = () => true
  const fates = ['kept', 'lost', 'zeros', 'half'] as const
  const chosen: Choice[] = fates.flatMap((fate) => [
    { kept: all, data: () => fate },
    { kept: () => false, data: () => fate },
  ])
  for (let each = 0; each < count; each++) {
    chosen.push({ kept: (position) => position !== each, data: () => 'kept' })
    chosen.push({ kept: (position) => position === each, data: () => 'kept' })
  }
  for (let each = 0; each < some; each++) {
    const kept = Array.from({ length: count }, () => random.chance(0.5))
    const data = Array.from({ length: 8 }, () => random.pick(fates))
    chosen.push({
      kept: (position) => kept[position] ?? false,
      data: (position) => data[position % data.length] ?? 'lost',
    })
  }
  return chosen
}

/** The same for trees that hold the same. */
export function fingerprint(left: Left): string {
  const hash = createHash('sha256')
  const add = (each: Left, path: string): void => {
    if (each instanceof Uint8Array) hash.update(`${path}\n${each.length}\n`).update(each)
    else for (const name of [...each.keys()].sort()) add(each.get(name) ?? new Map(), `${path}/${name}`)
    if (!(each instanceof Uint8Array)) hash.update(`${path}/\n`)
  }
  add(left, '')
  return hash.digest('hex')
}

/** Writes a tree into an empty folder. */
export function materialise(left: Left, path: string): void {
  if (left instanceof Uint8Array) {
    writeFileSync(path, left)
    return
  }
  mkdirSync(path, { recursive: true })
  for (const [name, each] of left) materialise(each, join(path, name))
}
