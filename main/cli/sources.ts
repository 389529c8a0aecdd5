import { readdir, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fileError } from './files.ts'

/** Something to save: `given` is what the person wrote (for a file in a folder: the folder as written, and the way on). */
export type Source =
  | { readonly kind: 'url'; readonly given: string }
  | { readonly kind: 'stdin'; readonly given: '-' }
  | { readonly kind: 'file'; readonly given: string; readonly path: string }

const readable = new Set(['.html', '.htm', '.xhtml', '.txt', '.md'])

/** Files in a folder that can be saved, in order. Browsers keep a saved page's pictures in `…_files`: those are passed by. */
async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  const found: string[] = []
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    if (entry.isDirectory() && !entry.name.endsWith('_files')) found.push(...(await filesIn(path)))
    else if (entry.isFile() && readable.has(extname(entry.name).toLowerCase())) found.push(path)
  }
  return found
}

/** One argument of `save` as one source, or for a folder as many. Throws `fileNotFound`, `fileUnreadable`. */
export async function sourcesOf(given: string): Promise<Source[]> {
  if (given === '-') return [{ kind: 'stdin', given }]
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(given)?.[1]?.toLowerCase()
  if (scheme === 'file') {
    const path = URL.canParse(given) ? fileURLToPath(given) : given
    return [{ kind: 'file', given, path }]
  }
  if (scheme !== undefined) return [{ kind: 'url', given }]
  try {
    if (!(await stat(given)).isDirectory()) return [{ kind: 'file', given, path: given }]
    return (await filesIn(given)).map((path) => ({ kind: 'file', given: path, path }))
  } catch (thrown) {
    throw fileError(thrown, given)
  }
}
