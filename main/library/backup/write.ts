import { z } from 'zod'
import type { BackupFile, Problem } from '../../core/contract.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { readFailure } from '../failures.ts'
import { namesIn, readIfThere } from '../files.ts'
import { isId, LIBRARY_FORMAT, layout } from '../layout.ts'
import { mediaPath } from '../media.ts'
import { mendedBytes, parseJSON } from '../parse.ts'
import { articleIds } from '../stamps.ts'
import { type Archive, writeArchive } from './archive.ts'
import { collectArticle } from './collect.ts'
import { MANIFEST_FORMAT, MANIFEST_VERSION, type Scope } from './manifest.ts'
import { inOrder, rest, type Work } from './work.ts'

/** Articles that are read ahead of the one that is being written. */
const AHEAD = 4

export interface BackupOptions extends Work {
  /** Writes over a file that is there. */
  readonly force?: boolean | undefined
}

export interface Backup extends BackupFile {
  readonly articles: number
  readonly files: number
  /** Files that are lost or damaged in the library, and therefore not in the archive. */
  readonly problems: readonly Problem[]
}

/** Everything, into one archive at `target` (absolute); see `writeArchive` for what is thrown, and `cancelled`. */
export function backupAll(context: Context, target: string, options: BackupOptions = {}): Promise<Backup> {
  return backup(context, target, 'all', options)
}

/** The records alone: settings, articles and highlights, tombstones. */
export function backupRecords(context: Context, target: string, options: BackupOptions = {}): Promise<Backup> {
  return backup(context, target, 'records', options)
}

async function backup(context: Context, target: string, scope: Scope, options: BackupOptions): Promise<Backup> {
  const createdAt = context.clock().toISOString()
  const stored = await readIfThere(context.files, at(context, layout.library)).catch((error: unknown) => {
    throw readFailure(error, layout.library)
  })
  const about = stored && asWritten(stored)
  const head = {
    format: MANIFEST_FORMAT,
    version: MANIFEST_VERSION,
    createdAt,
    library: libraryOf(about),
    scope,
  } as const
  const filling = new Filling(context, scope, options)
  const written = await writeArchive(context, target, { force: options.force ?? false, head }, async (archive) => {
    if (about) await archive.add(layout.library, about)
    await filling.fill(archive)
  })
  return { path: target, createdAt, ...written, articles: filling.articles, problems: filling.problems }
}

const aboutSchema = z.looseObject({ format: z.number().int().min(1), id: z.string() })

/** A record's bytes, from before a bit of them flipped if one did. */
function asWritten(bytes: Uint8Array): Uint8Array {
  return mendedBytes(bytes) ?? bytes
}

/** A library on which a full disk kept `library.json` from being written is of today's format. */
function libraryOf(bytes: Uint8Array | null): { format: number; id: string } {
  if (bytes === null) return { format: LIBRARY_FORMAT, id: '' }
  const { format, id } = aboutSchema.parse(parseJSON(bytes))
  return { format, id }
}

/** What goes into an archive, one file after the other. */
class Filling {
  readonly problems: Problem[] = []
  articles = 0
  readonly #context: Context
  readonly #scope: Scope
  readonly #work: Work
  readonly #media = new Set<string>()

  constructor(context: Context, scope: Scope, work: Work) {
    this.#context = context
    this.#scope = scope
    this.#work = work
  }

  async fill(archive: Archive): Promise<void> {
    await this.#copy(archive, layout.settings, { optional: true })
    const ids = await articleIds(this.#context)
    // Of the others there are hundreds of thousands.
    const gone = new Set<string>()
    let done = 0
    for await (const collected of inOrder(ids, AHEAD, (id) => collectArticle(this.#context, id, this.#scope))) {
      await rest(this.#work)
      const id = ids[done] ?? ''
      this.#work.onProgress?.(done++, ids.length)
      if (collected === null) {
        gone.add(id)
        continue
      }
      this.articles += 1
      this.problems.push(...collected.problems)
      for (const { path, bytes } of collected.files) await archive.add(path, bytes)
      if (this.#scope === 'all') await this.#pictures(archive, collected.media)
    }
    await this.#tombstones(archive, ids, gone)
    this.#work.onProgress?.(ids.length, ids.length)
  }

  async #pictures(archive: Archive, names: readonly string[]): Promise<void> {
    for (const name of names) {
      if (this.#media.has(name)) continue
      this.#media.add(name)
      await rest(this.#work)
      await this.#copy(archive, mediaPath(name), { hash: name.slice(0, 64) })
    }
  }

  /** After the articles: one that is in the archive was deleted for good only after it had been read. */
  async #tombstones(archive: Archive, ids: readonly string[], gone: ReadonlySet<string>): Promise<void> {
    const there = new Set(ids)
    for (const name of await namesIn(this.#context.files, at(this.#context, layout.tombstones))) {
      const id = name.replace(/\.json$/, '')
      if (!name.endsWith('.json') || !isId(id) || (there.has(id) && !gone.has(id))) continue
      await rest(this.#work)
      await this.#copy(archive, layout.tombstone(id), { optional: true })
    }
  }

  async #copy(
    archive: Archive,
    path: string,
    { optional = false, hash }: { readonly optional?: boolean; readonly hash?: string },
  ): Promise<void> {
    let bytes: Uint8Array | null
    try {
      bytes = await readIfThere(this.#context.files, at(this.#context, path))
    } catch (error) {
      this.problems.push(problemOf(readFailure(error, path), path))
      return
    }
    if (bytes === null) {
      if (!optional) this.problems.push(problemOf(new PostilError('fileMissing', { path }), path))
      return
    }
    const { sha256 } = await archive.add(path, hash === undefined ? asWritten(bytes) : bytes)
    // Kept all the same: a picture that is damaged may be better than none, and restoring tells of it again.
    if (hash !== undefined && sha256 !== hash) {
      const reason = 'its content does not have the hash in its name'
      this.problems.push(problemOf(new PostilError('fileDamaged', { path, reason }), path))
    }
  }
}
