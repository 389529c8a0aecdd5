import { readFile, realpath, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, sep } from 'node:path'
import { picturesBeside } from '../core/beside.ts'
import { MAX_FILE_MB } from '../core/files.ts'

/** Of one picture, and of a page with all of them; bytes. */
const MOST = 15 * 1024 * 1024
const MOST_TOGETHER = MAX_FILE_MB * 1024 * 1024

/**
 * The pictures of a page on the disk that lie in files beside it, for `saveFile`. Nothing is read from outside of `folder`,
 * which is the one that is being saved; for a page that was named by itself (null), of the folder that its browser put
 * beside it (`Page_files` of `Page.html`). What cannot be read is missing.
 */
export async function readBeside(
  path: string,
  page: Uint8Array,
  folder: string | null,
): Promise<{ readonly path: string; readonly data: string }[]> {
  if (!/^\.(?:x?html?|xht)$/i.test(extname(path))) return []
  const stem = basename(path, extname(path))
  const found: { readonly path: string; readonly data: string }[] = []
  let left = MOST_TOGETHER - page.length
  for (const name of picturesBeside(new TextDecoder().decode(page))) {
    const [first = ''] = name.split('/')
    const own = first.startsWith(stem) && /^[-_.][\p{L}]+$/u.test(first.slice(stem.length))
    if (folder === null && !own) continue
    try {
      const file = await realpath(join(dirname(path), name))
      const within = await realpath(folder ?? join(dirname(path), first))
      if (!file.startsWith(within + sep)) continue
      const { size } = await stat(file)
      if (size > Math.min(MOST, left)) continue
      const bytes = await readFile(file)
      left -= bytes.length
      found.push({ path: name, data: bytes.toString('base64') })
    } catch {
      // Not there, no file, or nobody may read it.
    }
  }
  return found
}
