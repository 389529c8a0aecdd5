import type { Problem } from '../../core/contract.ts'
import type { Article } from '../../core/model/article.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { backupOf } from '../durable-json.ts'
import { reasonOf } from '../failures.ts'
import { readIfThere, sizeIfThere } from '../files.ts'
import { layout } from '../layout.ts'
import { Damage, parseMended, sha256 } from '../parse.ts'
import { viewArticle, viewHighlights } from '../records.ts'
import type { Scope } from './manifest.ts'

export interface LibraryFile {
  readonly path: string
  readonly bytes: Uint8Array
}

/** An article as it was at one moment. */
export interface Collected {
  readonly files: readonly LibraryFile[]
  /** Names of the pictures that its record and texts name. */
  readonly media: readonly string[]
  /** Files that are not among them, since they are lost or damaged. */
  readonly problems: readonly Problem[]
}

/**
 * An article's record, then what the record names: whatever is written meanwhile, what a record names was there before
 * it. Changes nothing, so it may be used while others write. Null where the article is gone.
 */
export async function collectArticle(context: Context, id: string, scope: Scope): Promise<Collected | null> {
  const problems: Problem[] = []
  const report = (error: PostilError, path: string) => void problems.push(problemOf(error, path))
  const files: LibraryFile[] = []
  const { record, problem } = await soundRecord(context, layout.article(id), (bytes) => viewArticle(bytes, id))
  if (problem) report(problem, layout.article(id))
  const marks = await soundRecord(context, layout.highlights(id), (bytes) => viewHighlights(bytes, id))
  if (marks.problem) report(marks.problem, layout.highlights(id))
  for (const each of [record, marks.record]) if (each) files.push({ path: each.path, bytes: each.bytes })
  if (!record && (await isGone(context, id))) return null
  if (!record && !problem) {
    report(new PostilError('fileMissing', { path: layout.article(id) }), layout.article(id))
  }
  if (scope === 'all') {
    // A newer Postil's record may name its texts in a way that is not known here; then it has none.
    for (const { path, hash } of immutableFiles(record?.value ?? null)) {
      const bytes = await soundFile(context, path, hash, report)
      if (bytes !== null) files.push({ path, bytes })
    }
    // Deleted for good while it was read: what is left of it would be half an article.
    if (problems.length > 0 && (await isGone(context, id))) return null
  }
  return { files, media: [...new Set(files.flatMap(({ path, bytes }) => mediaIn(path, bytes)))], problems }
}

async function isGone(context: Context, id: string): Promise<boolean> {
  return (await sizeIfThere(context.files, at(context, layout.folder(id)))) === null
}

/** The texts and pages of an article. `hash` is that of the file's bytes; null where it is of something else. */
function immutableFiles(article: Article | null): { path: string; hash: string | null }[] {
  if (!article) return []
  return article.versions.flatMap(({ hash, original }) => [
    { path: layout.content(article.id, hash), hash },
    ...(original === null ? [] : [{ path: layout.original(article.id, original), hash: null }]),
  ])
}

export interface Sound<T> extends LibraryFile {
  /** Null where a newer Postil wrote it so that nothing of it is known. */
  readonly value: T | null
}

export interface Found<T> {
  readonly record: Sound<T> | null
  /** What is damaged about it, also where the version before it was taken. */
  readonly problem: PostilError | null
}

/** A record's bytes as they are, or those of the version before where they are damaged; changes no file. */
export async function soundRecord<T>(
  context: Context,
  path: string,
  parse: (bytes: Uint8Array) => T,
): Promise<Found<T>> {
  let damage: string | null = null
  for (const name of [path, backupOf(path)]) {
    let bytes: Uint8Array | null = null
    try {
      bytes = await readIfThere(context.files, at(context, name))
      if (bytes === null) continue
      const { value, mended } = parseMended(bytes, parse)
      if (damage !== null) damage += '; the version before it was taken'
      else if (mended) damage = 'one bit of it has flipped; it was taken as it was before'
      return {
        record: { path, bytes: mended ?? bytes, value },
        problem: damage === null ? null : damaged(path, damage),
      }
    } catch (error) {
      if (bytes !== null && error instanceof PostilError && error.code === 'libraryNewer') {
        return { record: { path, bytes, value: null }, problem: null }
      }
      damage ??= error instanceof Damage ? error.message : reasonOf(error)
    }
  }
  return { record: null, problem: damage === null ? null : damaged(path, damage) }
}

function damaged(path: string, reason: string): PostilError {
  return new PostilError('fileDamaged', { path, reason })
}

async function soundFile(
  context: Context,
  path: string,
  hash: string | null,
  report: (error: PostilError, path: string) => void,
): Promise<Uint8Array | null> {
  try {
    const bytes = await readIfThere(context.files, at(context, path))
    if (bytes === null) report(new PostilError('fileMissing', { path }), path)
    if (bytes === null || hash === null || sha256(bytes) === hash) return bytes
    report(damaged(path, 'its content does not have the hash in its name'), path)
  } catch (error) {
    report(new PostilError('fileUnreadable', { path, reason: reasonOf(error) }), path)
  }
  return null
}

const quotedName = /"([0-9a-f]{64}\.(?:png|jpg|gif|webp|avif|svg|bmp|ico))"/g

/**
 * The pictures that a record or a text names, found by the look of their names: parsing a long text takes many times as
 * long. What only looks like one is no picture that is here.
 */
export function mediaIn(path: string, bytes: Uint8Array): string[] {
  if (!path.endsWith('.json')) return []
  return [...Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1').matchAll(quotedName)].flatMap(
    ([, name]) => name ?? [],
  )
}
