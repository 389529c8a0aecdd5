import { PostilError, toErrorData } from '../../../main/core/result.ts'
import { fileFault, isSavable } from '../files.ts'
import type { Intake, Piece, Refused } from './piece.ts'

/** A file with its place, whether it was named itself or lay in a folder that was. */
export interface Found {
  readonly file: File
  readonly path: string
  readonly inFolder: boolean
}

/** More than this is a mistake (a whole disk) rather than a reading list. */
const mostFiles = 10_000

/** What the system keeps in folders. */
function isSystems(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || part === '__MACOSX')
}

/** That, and the folder of pictures and scripts that browsers put beside a saved page: no pages of their own. */
function isBeside(path: string): boolean {
  return isSystems(path) || path.split('/').some((part) => /[_-](files|fichiers)$/i.test(part))
}

const inOrder = new Intl.Collator('en', { numeric: true })

/**
 * Which files are saved: those of a known kind. One that was named itself and is of no such kind is refused with a
 * reason; in a folder it is only counted, since folders hold all sorts of things.
 */
export function sortFiles(found: readonly Found[], unread: readonly Refused[] = []): Intake {
  const pieces: Extract<Piece, { kind: 'file' }>[] = []
  const refused: Refused[] = [...unread]
  let leftOut = 0
  const folder = new Map(found.flatMap(({ file, path, inFolder }) => (inFolder ? [[path, file] as const] : [])))
  for (const { file, path, inFolder } of found) {
    const fault = fileFault(file)
    if (inFolder && isBeside(path)) continue
    if (inFolder && !isSavable(file.name)) leftOut += 1
    else if (fault !== null) refused.push({ path, fault })
    else pieces.push({ kind: 'file', file, path, ...(inFolder && { folder }) })
  }
  return { pieces: pieces.toSorted((a, b) => inOrder.compare(a.path, b.path)), refused, leftOut }
}

/** As a file input gives them; those of a folder carry their path. */
export function chosenFiles(files: Iterable<File>): Intake {
  return sortFiles(
    [...files].map((file) => {
      // Empty, or not there at all, for a file that was chosen by itself.
      const path = file.webkitRelativePath || file.name
      return { file, path, inFolder: path !== file.name }
    }),
  )
}

/** The little of `FileSystemEntry` that is used, so that tests can stand in for it. */
export interface Entry {
  readonly name: string
  readonly isDirectory: boolean
  file?(onFile: (file: File) => void, onError: (error: DOMException) => void): void
  createReader?(): {
    readEntries(onEntries: (entries: readonly Entry[]) => void, onError: (error: DOMException) => void): void
  }
}

function fileOf(entry: Entry): Promise<File> {
  return new Promise((settle, reject) => {
    if (entry.file) entry.file(settle, reject)
    else reject(new Error('not a file'))
  })
}

/** A folder's entries. Browsers hand over a hundred at a time and say with an empty list that there are no more. */
async function childrenOf(entry: Entry): Promise<readonly Entry[]> {
  const reader = entry.createReader?.()
  const all: Entry[] = []
  for (;;) {
    const some = await new Promise<readonly Entry[]>((settle, reject) => {
      if (reader) reader.readEntries(settle, reject)
      else settle([])
    })
    if (some.length === 0 || all.length > mostFiles) return all
    all.push(...some)
  }
}

/** What was dropped, folders with everything in them. What cannot be read is told of, and holds up nothing else. */
export async function droppedFiles(entries: readonly Entry[]): Promise<Intake> {
  const found: Found[] = []
  const unread: Refused[] = []
  const walk = async (entry: Entry, folder: string): Promise<void> => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (found.length >= mostFiles || (folder !== '' && isSystems(path))) return
    try {
      if (entry.isDirectory) for (const child of await childrenOf(entry)) await walk(child, path)
      else found.push({ file: await fileOf(entry), path, inFolder: folder !== '' })
    } catch (thrown) {
      const reason = thrown instanceof Error ? thrown.message : String(thrown)
      unread.push({ path, fault: toErrorData(new PostilError('fileUnreadable', { path, reason })) })
    }
  }
  for (const entry of entries) await walk(entry, '')
  return sortFiles(found, unread)
}
