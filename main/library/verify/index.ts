import type { Repair } from '../../core/contract.ts'
import { PostilError } from '../../core/result.ts'
import { assertWritable, type Context } from '../context.ts'
import type { Queued } from '../queues.ts'
import { createMender, type Mender } from '../repair/index.ts'
import { articleIds } from '../stamps.ts'
import type { Verified, VerifyOptions } from '../types.ts'
import { checkArticle } from './article.ts'
import { Findings } from './findings.ts'
import { checkLibraryFiles, checkPicture, checkQuarantine, checkTombstones, pictureNames } from './others.ts'

/** Looked at side by side; more doesn't make a disk faster. */
const BATCH = 8
/** So many digits of a picture's hash tell it from others well enough to say that somebody uses it. */
const DIGITS = 12

interface Parts {
  readonly context: Context
  readonly queued: Queued
  /** The library's id, in case that its file has to be written anew. */
  readonly libraryId: string
}

/**
 * Looks at every file and changes none; with `repair`, mends what is found first, and then looks again. Pictures that
 * nobody refers to stay where they are: they are told of, since a sync tool may bring their article tomorrow.
 * Throws `cancelled`.
 */
export async function verifyLibrary(parts: Parts, options: VerifyOptions): Promise<Verified> {
  const { context } = parts
  const { repair = false, signal, onProgress } = options
  if (repair) assertWritable(context)
  const repairs: Repair[] = []
  const mender = repair ? createMender(parts, (each) => repairs.push(each)) : null
  const all = new Findings(context)
  await mending(context, all, checkLibraryFiles, mender?.library)
  await mending(context, all, checkTombstones, mender?.tombstones)
  const ids = await articleIds(context)
  const pictures = await pictureNames(context, all)
  const total = ids.length + pictures.length
  let done = 0
  const step = (): void => {
    if (signal?.aborted) throw new PostilError('cancelled')
    onProgress?.(done++, total)
  }
  // Pictures first: an article that misses one can be told what to do about it.
  await inBatches(pictures, async (name) => {
    step()
    await mending(context, all, (_, found) => checkPicture(found, name), mender && (() => mender.picture(name)))
  })
  const used = new Set<number>()
  await inBatches(ids, async (id) => {
    step()
    let found = await checkArticle(context, id)
    if (mender && found.problems.length > 0) {
      await mender.article(id, found)
      found = await checkArticle(context, id)
    }
    for (const name of found.media) used.add(digest(name))
    all.add(found)
  })
  for (const name of pictures) if (!used.has(digest(name))) all.unused.push(`media/${name}`)
  onProgress?.(total, total)
  await mender?.quarantine()
  await checkQuarantine(context, all)
  if (mender) context.problems.replace(all.problems)
  const { checked, problems, unused } = all
  return { checked, problems, unused, repairs }
}

async function mending(
  context: Context,
  all: Findings,
  look: (context: Context, found: Findings) => Promise<void>,
  mend: Mender['library'] | null | undefined,
): Promise<void> {
  let found = new Findings(context)
  await look(context, found)
  if (mend && found.problems.length > 0) {
    await mend(found)
    found = new Findings(context)
    await look(context, found)
  }
  all.add(found)
}

async function inBatches(items: readonly string[], work: (item: string) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += BATCH) {
    await Promise.all(items.slice(start, start + BATCH).map(work))
  }
}

function digest(name: string): number {
  return Number.parseInt(name.slice(0, DIGITS), 16)
}
