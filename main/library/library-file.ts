import { z } from 'zod'
import { PostilError } from '../core/result.ts'
import { at, type Context } from './context.ts'
import { backupOf, encodeJSON, replaceFile } from './durable-json.ts'
import { reasonOf } from './failures.ts'
import { type Files, namesIn, readOwn, sizeIfThere } from './files.ts'
import { isId, LIBRARY_FORMAT, layout } from './layout.ts'
import { Damage, mendedBytes, parseSummed } from './parse.ts'

/** `library.json`. Unknown fields survive. */
const librarySchema = z.looseObject({
  format: z.number().int().min(1),
  id: z.string().min(1),
  createdAt: z.iso.datetime(),
})
export type LibraryFile = z.infer<typeof librarySchema>

/** Of a newer Postil's file nothing is known but that it has a format. */
const newerSchema = z.looseObject({
  format: z.number().int().gt(LIBRARY_FORMAT),
  id: z.string().catch(''),
  createdAt: z.string().catch(''),
})

/**
 * The library's file or its previous version; `damaged` where neither can be read, or where there are articles without
 * it: who lost that one file has not lost the library. Null where there is no library.
 */
export async function readLibraryFile(files: Files, root: string): Promise<LibraryFile | 'damaged' | null> {
  let found: 'damaged' | null = null
  for (const path of [at({ root }, layout.library), backupOf(at({ root }, layout.library))]) {
    const bytes = await readOwn(files, path).catch((error: unknown) => {
      throw unreadable(root, error)
    })
    if (bytes === null) continue
    const library = bytes === 'odd' ? null : parseLibraryFile(mendedBytes(bytes) ?? bytes)
    if (library) return library
    found = 'damaged'
  }
  return found ?? ((await hasArticles(files, root)) ? 'damaged' : null)
}

async function hasArticles(files: Files, root: string): Promise<boolean> {
  const ids = (await namesIn(files, at({ root }, layout.articles))).filter(isId)
  for (const id of ids) if ((await sizeIfThere(files, at({ root }, layout.article(id)))) !== null) return true
  return false
}

/** Null where it is damaged, be it by a single bit. */
export function parseLibraryFile(bytes: Uint8Array): LibraryFile | null {
  try {
    return z.union([newerSchema, librarySchema]).safeParse(parseSummed(bytes)).data ?? null
  } catch (error) {
    if (error instanceof Damage) return null
    throw error
  }
}

/** On the disk when it answers, and the one before it under `.bak`. Throws what the system says. */
export function writeLibraryFile(context: Context, library: LibraryFile): Promise<void> {
  return replaceFile(context.files, at(context, layout.library), encodeJSON(library))
}

export function unreadable(root: string, error: unknown): PostilError {
  return new PostilError('libraryUnreadable', { path: root, reason: reasonOf(error) }, { cause: error })
}
