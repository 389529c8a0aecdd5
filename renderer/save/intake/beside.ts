import { picturesBeside } from '../../../main/core/beside.ts'
import { MAX_FILE_MB } from '../../../main/core/files.ts'
import { toBase64 } from '../files.ts'
import type { Piece } from './piece.ts'

/** Of one picture, and of a page with all of them; bytes. */
const most = 15 * 1024 * 1024
const mostTogether = MAX_FILE_MB * 1024 * 1024

/** `a/b/c.html` and `../d.png` as `a/d.png`; null where that leads out of what was given. */
function pathFrom(page: string, relative: string): string | null {
  const parts = page.split('/').slice(0, -1)
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** The pictures of a page in files that came in the same folder, for `saveFile`. What cannot be read is missing. */
export async function readBeside(
  { path, folder, file }: Pick<Extract<Piece, { kind: 'file' }>, 'path' | 'folder' | 'file'>,
  page: Uint8Array,
): Promise<{ path: string; data: string }[]> {
  if (!folder || !/\.(?:x?html?|xht)$/i.test(file.name)) return []
  const found: { path: string; data: string }[] = []
  let left = mostTogether - page.length
  for (const name of picturesBeside(new TextDecoder().decode(page))) {
    const there = pathFrom(path, name)
    const picture = there === null ? undefined : folder.get(there)
    if (!picture || picture.size > Math.min(most, left)) continue
    const bytes = await picture.arrayBuffer().catch(() => null)
    if (bytes === null) continue
    left -= bytes.byteLength
    found.push({ path: name, data: toBase64(new Uint8Array(bytes)) })
  }
  return found
}
