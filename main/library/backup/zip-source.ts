import type { Entry } from 'yauzl'
import { PostilError } from '../../core/result.ts'
import { LIBRARY_FORMAT, layout } from '../layout.ts'
import { Damage, parseJSON, parseMended } from '../parse.ts'
import { parseArticle, parseHighlights } from '../records.ts'
import {
  type FileEntry,
  fileSchema,
  MANIFEST_VERSION,
  type ManifestHead,
  manifestVersion,
  parseManifest,
} from './manifest.ts'
import { MANIFEST, parsePath } from './paths.ts'
import type { LibrarySource, SourceRecord } from './source.ts'
import { inOrder, rest, type Work } from './work.ts'
import { bytesOf, damaged, type OpenedZip, openZip, summed, unreadable } from './zip-entries.ts'

/** A list of two million files fits. */
const LARGEST_MANIFEST = 480 * 1024 * 1024
/** No file of a library is nearly as large; one that claims more is not taken into memory. */
const LARGEST_FILE = 1024 * 1024 * 1024
/** Files whose sums are taken side by side. */
const AHEAD = 4

/**
 * Opens a backup and checks all of it: that the manifest lists every file and no other, that every file is what was
 * backed up, and that nothing in it would stand outside a library. Reads the archive twice: once for this, once for what
 * is then asked for. Throws `fileNotFound`, `fileUnreadable`, `backupUnreadable`, `backupNewer`, `backupUnsafe`,
 * `backupDamaged`, `cancelled`.
 */
export async function openBackup(path: string, work: Work): Promise<LibrarySource> {
  const zip = await openZip(path, work)
  try {
    const { head, listed } = await readManifest(path, zip, work)
    const files = await matchFiles(path, zip, listed, work)
    await checkSums(path, zip, files, work)
    return sourceOf(path, zip, files, head)
  } catch (error) {
    zip.close()
    throw error
  }
}

type Files = ReadonlyMap<string, { readonly file: FileEntry; readonly entry: Entry }>

async function readManifest(
  path: string,
  zip: OpenedZip,
  work: Work,
): Promise<{ head: ManifestHead; listed: FileEntry[] }> {
  const entry = zip.entries.get(MANIFEST)
  if (!entry) throw unreadable(path, 'it has no manifest')
  const { bytes } = await bytesOf(path, zip, MANIFEST, entry, LARGEST_MANIFEST)
  let value: unknown
  try {
    value = parseJSON(bytes)
  } catch (error) {
    if (error instanceof Damage) throw unreadable(path, `its manifest: ${error.message}`)
    throw error
  }
  const version = manifestVersion(value)
  if (version !== null && version > MANIFEST_VERSION) throw new PostilError('backupNewer', { path, format: version })
  const manifest = parseManifest(value)
  if (!manifest) throw unreadable(path, 'its manifest is not one of a backup')
  const { format } = manifest.library
  if (format > LIBRARY_FORMAT) throw new PostilError('backupNewer', { path, format })
  const listed: FileEntry[] = []
  for (const each of manifest.files) {
    await rest(work)
    const file = fileSchema.safeParse(each).data
    if (!file) throw unreadable(path, 'its manifest lists what is no file')
    listed.push(file)
  }
  return { head: manifest, listed }
}

/** Every file that is listed with its entry; throws where one of the two is without the other. */
async function matchFiles(path: string, zip: OpenedZip, listed: readonly FileEntry[], work: Work): Promise<Files> {
  const files = new Map<string, { file: FileEntry; entry: Entry }>()
  for (const file of listed) {
    await rest(work)
    if (parsePath(file.path) === null) throw new PostilError('backupUnsafe', { path, file: file.path })
    const entry = zip.entries.get(file.path)
    if (!entry) throw damaged(path, file.path, 'it is not there')
    if (files.has(file.path)) throw damaged(path, file.path, 'it is listed twice')
    if (file.bytes > LARGEST_FILE) throw damaged(path, file.path, 'it is too large')
    if (entry.uncompressedSize !== file.bytes) throw damaged(path, file.path, 'it has another size')
    files.set(file.path, { file, entry })
  }
  for (const name of zip.entries.keys()) {
    if (name !== MANIFEST && !files.has(name)) throw damaged(path, name, 'the manifest does not list it')
  }
  return files
}

async function checkSums(path: string, zip: OpenedZip, files: Files, work: Work): Promise<void> {
  let done = 0
  const sums = async ({ file, entry }: { file: FileEntry; entry: Entry }) => ({
    file,
    entry,
    found: await summed(zip, file.path, entry),
  })
  for await (const { file, entry, found } of inOrder([...files.values()], AHEAD, sums)) {
    await rest(work)
    work.onProgress?.(done++, files.size)
    if (found.sha256 !== file.sha256 || found.crc !== entry.crc32) {
      throw damaged(path, file.path, 'its content has another sum')
    }
  }
}

function sourceOf(path: string, zip: OpenedZip, files: Files, { scope }: ManifestHead): LibrarySource {
  const read = async (name: string): Promise<Uint8Array | null> => {
    const found = files.get(name)
    if (!found) return null
    const { bytes, sha256 } = await bytesOf(path, zip, name, found.entry, LARGEST_FILE)
    if (sha256 !== found.file.sha256) throw damaged(path, name, 'it was changed while it was read')
    return bytes
  }
  async function record<T>(name: string, parse: (bytes: Uint8Array) => T): Promise<SourceRecord<T> | null> {
    const bytes = await read(name)
    try {
      if (bytes === null) return null
      const { value, mended } = parseMended(bytes, parse)
      return { bytes: mended ?? bytes, value }
    } catch (error) {
      // As it was when it was backed up.
      if (error instanceof Damage) throw new PostilError('fileDamaged', { path: name, reason: error.message })
      throw error
    }
  }
  const ids = new Set<string>()
  const tombstones: string[] = []
  for (const name of files.keys()) {
    const known = parsePath(name)
    if (known?.kind === 'article' || known?.kind === 'highlights') ids.add(known.id)
    if (known?.kind === 'tombstone') tombstones.push(known.id)
  }
  return {
    scope,
    ids: [...ids].sort(),
    tombstones: tombstones.sort(),
    read,
    article: async (id) => ({
      article: await record(layout.article(id), (bytes) => parseArticle(bytes, id)),
      highlights: await record(layout.highlights(id), (bytes) => parseHighlights(bytes, id)),
    }),
    close: async () => zip.close(),
  }
}
