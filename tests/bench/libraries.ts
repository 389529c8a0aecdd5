import { existsSync } from 'node:fs'
import { link, mkdir, mkdtemp, readdir, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { ulid } from 'ulid'
import { openLibrary } from '../../main/library/index.ts'
import { openPostil, type Postil } from '../../main/postil.ts'
import { type Figure, say } from './figures.ts'
import { generateLibrary } from './generate/index.ts'
import { VERSION } from './generate/shares.ts'

/** Verified whole up to this size; of a larger library so many articles, all over it. */
const WHOLE = 10_000
const SAMPLE = 2000

/**
 * A library's size as it is asked for; POSTIL_BENCH_SCALE (0.01, say) makes all of them smaller, to try a bench out.
 * Figures count with the full sizes only.
 */
export function sized(count: number): number {
  return Math.max(50, Math.round(count * Number(process.env.POSTIL_BENCH_SCALE ?? 1)))
}

let root: Promise<string> | null = null
const folders = new Map<number, Promise<string>>()

/**
 * Where this run has its libraries: a temp folder, or the folder that POSTIL_BENCH_LIBRARIES names, whose libraries
 * stay for the next run (by hand, while something is being made faster).
 */
function rootFolder(): Promise<string> {
  const kept = process.env.POSTIL_BENCH_LIBRARIES
  root ??= kept
    ? mkdir(kept, { recursive: true }).then(() => kept)
    : mkdtemp(path.join(tmpdir(), 'postil-bench-libraries-'))
  return root
}

export async function removeLibraries(): Promise<void> {
  if (root !== null && !process.env.POSTIL_BENCH_LIBRARIES) await rm(await root, { recursive: true, force: true })
}

/** A folder of this run on the disk of the libraries. */
export async function scratch(name: string): Promise<string> {
  return mkdtemp(path.join(await rootFolder(), `${name}-`))
}

/** A host that stays open. */
export function openHost(libraryPath: string): Promise<Postil> {
  return openPostil({ libraryPath, housekeeping: true })
}

/** Opens a library until its index is whole. */
async function indexed(folder: string): Promise<void> {
  const postil = await openHost(folder)
  let told = performance.now()
  postil.reader.on('progress', ({ task, done, total }) => {
    if (task !== 'index' || performance.now() - told < 10_000) return
    told = performance.now()
    say(`index: ${done} of ${total ?? '?'}`)
  })
  await postil.ready
  await postil.close()
}

async function make(count: number): Promise<string> {
  const folder = path.join(await rootFolder(), `v${VERSION}-${count}`)
  if (existsSync(folder)) {
    // A library of an earlier run may have the index of another version.
    await indexed(folder)
    return folder
  }
  const start = performance.now()
  const seconds = () => `${((performance.now() - start) / 1000).toFixed(1)} s`
  const until = `${new Date().toISOString().slice(0, 10)}T00:00:00.000Z`
  const draft = `${folder}.draft`
  await rm(draft, { recursive: true, force: true })
  generateLibrary(draft, { count, until })
  say(`${count} articles made in ${seconds()}`)
  await indexed(draft)
  say(`… and indexed after ${seconds()}`)
  await rename(draft, folder)
  return folder
}

/** A library of so many articles with its index: made once in a run, and used by several benches. */
export function libraryOf(count: number): Promise<string> {
  const present = folders.get(count) ?? make(count)
  folders.set(count, present)
  return present
}

/** A library that holds every nth article of another one, by links to its folders. */
async function sampleOf(library: string): Promise<string> {
  const ids = await readdir(path.join(library, 'articles'))
  if (ids.length <= WHOLE) return library
  const folder = await scratch('sample')
  await mkdir(path.join(folder, 'articles'))
  await link(path.join(library, 'library.json'), path.join(folder, 'library.json'))
  await symlink(path.join(library, 'media'), path.join(folder, 'media'))
  const step = ids.length / SAMPLE
  for (let index = 0; index < SAMPLE; index++) {
    const id = ids[Math.floor(index * step)] ?? ''
    await symlink(path.join(library, 'articles', id), path.join(folder, 'articles', id))
  }
  return folder
}

/** What `verify` finds after a bench: in the whole library, or in a sample of a large one. */
export async function verified(library: string): Promise<Figure> {
  const folder = await sampleOf(library)
  const opened = await openLibrary({ path: folder, clock: () => new Date(), ids: ulid, create: false })
  try {
    const { checked, problems } = await opened.verify()
    say(`verify: ${checked} files, ${problems.length} problems`)
    for (const { path: file, message } of problems.slice(0, 5)) say(`${file}: ${message}`)
    return { figure: `verify-problems-of-${checked}-files`, value: problems.length, goal: 0 }
  } finally {
    await opened.close()
    if (folder !== library) await rm(folder, { recursive: true, force: true })
  }
}
