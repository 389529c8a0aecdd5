import type { ZodType } from 'zod'
import { mergeArticles, mergeHighlightFiles } from '../core/merge/index.ts'
import { articleSchema } from '../core/model/article.ts'
import { highlightsFileSchema } from '../core/model/highlight.ts'
import { PostilError } from '../core/result.ts'
import { type Copy, partCopy, recordCopy, versionCopy } from './conflicts.ts'
import { at, type Context } from './context.ts'
import type { Parse } from './durable-json.ts'
import { writeFailure } from './failures.ts'
import { errorCode, namesIn, readIfThere } from './files.ts'
import { layout } from './layout.ts'
import { Damage, parseMended } from './parse.ts'
import { MERGED, setAside } from './quarantine.ts'
import type { Queued } from './queues.ts'
import { updateRecord } from './record.ts'
import { parseArticle, parseHighlights } from './records.ts'
import { restoreFrom } from './restore-file.ts'
import { faceTombstone } from './trash.ts'
import { isUnfinished } from './unfinished.ts'

/**
 * Merges the copies that a sync tool left in an article's folder (see conflicts.ts) into its records, and lets them make
 * good what is missing or damaged of its texts and pages; then they move to `quarantine/`. The record is on the disk
 * before its copy moves, and merging again changes nothing: whatever interrupts this, it may be done again. Last, an
 * article that was deleted for good and is back faces its tombstone. True where the article is not as it was.
 * A copy that a newer Postil wrote, or that would have to go into a record of one, is left where it is.
 */
export async function settleArticle(context: Context, queued: Queued, id: string): Promise<boolean> {
  if (context.readOnly) return false
  try {
    const changes = [
      await settleRecords(context, queued, id),
      await settleVersions(context, queued, id, layout.folder(id)),
    ]
    const verdict = await faceTombstone(context, queued, id)
    return changes.includes(true) || verdict === 'gone' || verdict === 'trash'
  } catch (error) {
    throw writeFailure(error, layout.folder(id), context.root)
  }
}

/** The copies of its records alone. True where a record changed. */
export async function settleRecords(context: Context, queued: Queued, id: string): Promise<boolean> {
  const folder = layout.folder(id)
  let changed = false
  for (const name of await namesIn(context.files, at(context, folder))) {
    const copy = recordCopy(name)
    const path = `${folder}/${name}`
    if (copy && (await settleRecord(context, queued, id, path, copy))) changed = true
  }
  return changed
}

async function settleRecord(context: Context, queued: Queued, id: string, path: string, copy: Copy): Promise<boolean> {
  const ofArticle = copy.of.startsWith('article')
  return queued(ofArticle ? layout.article(id) : layout.highlights(id), async () => {
    if (copy.of.endsWith('.bak')) {
      // Of what was, the record's own previous version tells more.
      if (copy.sure) await setAside(context, path, { move: true, ending: MERGED })
      return false
    }
    const outcome = await mergeRecord(context, id, path, ofArticle)
    if (outcome === 'damaged' && copy.sure && !(await isUnfinished(context, path, id))) {
      const kept = await setAside(context, path, { move: true })
      context.problems.add(new PostilError('recordDamaged', { path: kept }), path)
    }
    if (outcome === 'changed' || outcome === 'same') await setAside(context, path, { move: true, ending: MERGED })
    return outcome === 'changed'
  })
}

export type Outcome = 'changed' | 'same' | 'damaged' | 'newer' | 'missing'

/**
 * Merges the record in the file at `path` into the article's own. Only in the queue of that record. What is merged is
 * parsed, which brings its fields into one order: both machines end with the same bytes, and have nothing to sync again.
 */
export function mergeRecord(context: Context, id: string, path: string, ofArticle: boolean): Promise<Outcome> {
  return ofArticle
    ? mergeInto(
        context,
        path,
        layout.article(id),
        (bytes) => parseArticle(bytes, id),
        inOrder(mergeArticles, articleSchema),
      )
    : mergeInto(
        context,
        path,
        layout.highlights(id),
        (bytes) => parseHighlights(bytes, id),
        inOrder(mergeHighlightFiles, highlightsFileSchema),
      )
}

function inOrder<T>(merge: (own: T, other: T) => T, schema: ZodType<T>): (own: T, other: T) => T {
  return (own, other) => {
    const merged = merge(own, other)
    return merged === own ? own : schema.parse(merged)
  }
}

async function mergeInto<T>(
  context: Context,
  path: string,
  target: string,
  parse: Parse<T>,
  merge: (own: T, other: T) => T,
): Promise<Outcome> {
  const given = await look(context, path, parse)
  if (typeof given === 'string') return given
  let outcome: Outcome = 'same'
  const join = () =>
    updateRecord(context, target, parse, (own) => {
      const merged = own === null ? given.record : merge(own, given.record)
      if (merged !== own) outcome = 'changed'
      return merged
    })
  try {
    // Damaged past help, the own record is set aside by the first look; then the copy takes its place.
    await join().catch((error: unknown) => {
      if (error instanceof PostilError && error.code === 'recordDamaged') return join()
      throw error
    })
  } catch (error) {
    if (error instanceof PostilError && error.code === 'libraryNewer') return 'newer'
    throw error
  }
  return outcome
}

async function look<T>(
  context: Context,
  path: string,
  parse: Parse<T>,
): Promise<{ readonly record: T } | 'damaged' | 'newer' | 'missing'> {
  try {
    const bytes = await readIfThere(context.files, at(context, path))
    return bytes === null ? 'missing' : { record: parseMended(bytes, parse).value }
  } catch (error) {
    if (error instanceof PostilError && error.code === 'libraryNewer') return 'newer'
    // A folder of this name holds no record.
    if (error instanceof Damage) return 'damaged'
    if (errorCode(error) === 'EISDIR') return 'missing'
    throw error
  }
}

const parts = ['content', 'original'] as const

/** Copies of texts and pages, beside them and in copies of their folders. */
async function settleVersions(context: Context, queued: Queued, id: string, folder: string): Promise<boolean> {
  let changed = false
  for (const part of parts) {
    for (const name of await namesIn(context.files, at(context, `${folder}/${part}`))) {
      const copy = versionCopy(name)
      const path = `${folder}/${part}/${name}`
      if (
        copy &&
        (await settleFile(context, queued, { target: `${layout.folder(id)}/${part}/${copy.of}`, path, copy, of: id }))
      ) {
        changed = true
      }
    }
  }
  for (const name of await namesIn(context.files, at(context, folder))) {
    const copy = partCopy(name)
    if (!copy) continue
    const outcomes = await restoreFolder(context, queued, { from: `${folder}/${name}`, part: copy.of, id, of: id })
    if (outcomes.changed) changed = true
    if (!outcomes.unfinished && (outcomes.sound || copy.sure))
      await setAside(context, `${folder}/${name}`, { move: true, ending: MERGED })
  }
  return changed
}

/** What is sound in another folder of texts or pages takes the place of what is missing or damaged here. */
async function restoreFolder(
  context: Context,
  queued: Queued,
  { from, part, id, of }: { from: string; part: string; id: string; of: string },
): Promise<{ changed: boolean; sound: boolean; unfinished: boolean }> {
  const all = { changed: false, sound: false, unfinished: false }
  for (const name of await namesIn(context.files, at(context, from))) {
    if (!/^[0-9a-f]{64}\.(json|html\.gz)$/.test(name)) continue
    const target = `${layout.folder(id)}/${part}/${name}`
    const outcome = await queued('create', () => restoreFrom(context, `${from}/${name}`, target))
    if (outcome === 'restored') all.changed = true
    if (outcome !== 'unsound') all.sound = true
    else if (await isUnfinished(context, `${from}/${name}`, of)) all.unfinished = true
  }
  return all
}

const recordNames: ReadonlySet<string> = new Set(['article.json', 'highlights.json'])

/** Merges what another folder of the same article holds; what of it nobody could understand. */
export async function settleFolder(
  context: Context,
  queued: Queued,
  id: string,
  folder: string,
): Promise<{ readonly changed: boolean; readonly newer: boolean; readonly damaged: boolean; unfinished: boolean }> {
  const outcomes: Outcome[] = []
  let unfinished = false
  // Its records, and what another tool left beside them in turn.
  for (const name of await namesIn(context.files, at(context, folder))) {
    const { of, sure } = recordNames.has(name)
      ? { of: name, sure: true }
      : (recordCopy(name) ?? { of: '', sure: false })
    if (!recordNames.has(of)) continue
    const target = of === 'article.json' ? layout.article(id) : layout.highlights(id)
    const path = `${folder}/${name}`
    const outcome = await queued(target, () => mergeRecord(context, id, path, of === 'article.json'))
    if (outcome === 'damaged' && !sure) continue
    outcomes.push(outcome)
    if (outcome === 'damaged' && (await isUnfinished(context, path, ''))) unfinished = true
  }
  let changed = outcomes.includes('changed')
  for (const part of parts) {
    const outcome = await restoreFolder(context, queued, { from: `${folder}/${part}`, part, id, of: '' })
    if (outcome.changed) changed = true
    if (outcome.unfinished) unfinished = true
  }
  return { changed, newer: outcomes.includes('newer'), damaged: outcomes.includes('damaged'), unfinished }
}

/** A copy of a file that never changes: of use only where the file itself is missing or damaged. */
export function settleFile(
  context: Context,
  queued: Queued,
  { target, path, copy, of }: { target: string; path: string; copy: Copy; of: string },
): Promise<boolean> {
  return queued('create', async () => {
    const outcome = await restoreFrom(context, path, target)
    if (outcome === 'unsound' && (!copy.sure || (await isUnfinished(context, path, of)))) return false
    await setAside(context, path, { move: true, ending: MERGED })
    return outcome === 'restored'
  })
}
