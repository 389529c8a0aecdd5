import { readdir, stat } from 'node:fs/promises'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readAddresses } from '../core/batch/addresses.ts'
import type { BatchSource } from '../core/batch/index.ts'
import { siteOf } from '../core/batch/receipt.ts'
import { savableEndings } from '../core/files.ts'
import { PostilError } from '../core/result.ts'
import { fileError, readGiven, readStdin } from './files.ts'

/** Something to save: `source` is what the person wrote (for a file in a folder: the folder as written, and the way on). */
export type Source = BatchSource &
  (
    | { readonly kind: 'url' }
    | { readonly kind: 'stdin' }
    | {
        readonly kind: 'file'
        readonly path: string
        /** The folder that is being saved, if it is one. */
        readonly folder: string | null
      }
  )

const url = (source: string): Source => ({ kind: 'url', source, host: siteOf(source) })
const file = (source: string, path: string, folder: string | null = null): Source => ({
  kind: 'file',
  source,
  path,
  folder,
  host: null,
})

const readable: ReadonlySet<string> = new Set(savableEndings)

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

const pathOf = (given: string): string => (/^file:/i.test(given) && URL.canParse(given) ? fileURLToPath(given) : given)

/** One argument of `save` as one source, or for a folder as many. Throws `fileNotFound`, `fileUnreadable`. */
export async function sourcesOf(given: string): Promise<Source[]> {
  if (given === '-') return [{ kind: 'stdin', source: given, host: null }]
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(given)?.[1]?.toLowerCase()
  if (scheme === 'file') return [file(given, pathOf(given))]
  if (scheme !== undefined) return [url(given)]
  try {
    if (!(await stat(given)).isDirectory()) return [file(given, given)]
    const found = await filesIn(given)
    if (found.length === 0)
      throw new PostilError('fileNotFound', { path: join(given, `*{${savableEndings.join(',')}}`) })
    return found.map((path) => file(path, path, given))
  } catch (thrown) {
    throw fileError(thrown, given)
  }
}

/**
 * The addresses in a list: a file, or `-`. `passedOver` hears of lines without one. Throws `listEmpty` where there is none,
 * `fileNotFound`, `fileUnreadable`, `fileEmpty`.
 */
export async function listedIn(given: string, passedOver: (line: number, text: string) => void): Promise<Source[]> {
  const bytes = given === '-' ? await readStdin() : await readGiven(pathOf(given))
  const { addresses, ignored } = readAddresses(decode(bytes), /\.(?:csv|tsv)$/i.test(given))
  for (const { line, text } of ignored) passedOver(line, text)
  if (addresses.length === 0) throw new PostilError('listEmpty', { name: basename(given) })
  return addresses.map(url)
}

/** UTF-8, or UTF-16 where it says so, as spreadsheets write it; else what old ones wrote. */
function decode(bytes: Uint8Array): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe
  try {
    return new TextDecoder(marked ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
