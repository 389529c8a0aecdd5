import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { openLibrary } from '../../main/library/index.ts'
import type { Library } from '../../main/library/types.ts'
import { clock, ids, sha } from './records.ts'

export { clock, document, ids, markOf as highlight, newArticle, page, picture, pictureName, sha } from './records.ts'

const open: Library[] = []
const folders: string[] = []

afterEach(async () => {
  await Promise.all(open.splice(0).map((library) => library.close()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A path inside a fresh folder; nothing is there yet. */
export function freshPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postil-library-'))
  folders.push(folder)
  return join(folder, 'Bibliothèque')
}

type Options = Partial<Pick<Parameters<typeof openLibrary>[0], 'create' | 'files' | 'onBackup'>>

export async function openAt(path: string, options: Options = {}): Promise<Library> {
  const library = await openLibrary({ path, clock, ids, ...options })
  open.push(library)
  return library
}

/** Every file under a folder with its content, but for what is derived unless that is asked for too. */
export function snapshot(path: string, { derived = false } = {}): Record<string, string> {
  const found: Record<string, string> = {}
  for (const entry of readdirSync(path, { recursive: true, withFileTypes: true })) {
    const full = join(entry.parentPath, entry.name)
    if (entry.isFile() && (derived || !full.includes('.index')))
      found[full.slice(path.length + 1)] = sha(readFileSync(full))
  }
  return found
}
