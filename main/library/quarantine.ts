import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { at, type Context } from './context.ts'
import { errorCode, makeFolder, namesIn, syncFolder } from './files.ts'
import { layout } from './layout.ts'

/** Ends the name of a damaged file whose previous version took its place: kept, but nothing is missing. */
export const REPLACED = '.replaced'

/** `articles/<id>/article.json` → `<id>.article.json`, so that a person sees whose file it was. */
function flatName(path: string): string {
  return path.replace(/^articles\//, '').replaceAll('/', '.')
}

/** Whether a name in `quarantine/` is that of the file at `path` (or of an earlier damage to it). */
export function isAsideOf(name: string, path: string): boolean {
  return name.startsWith(`${flatName(path)}.`)
}

/**
 * Gives a damaged file a name in `quarantine/`, never that of another. The file keeps its own name too unless `move`.
 * Answers the new path, relative to the library.
 */
export async function setAside(
  context: Context,
  path: string,
  how: { readonly move: boolean; readonly replaced?: boolean },
): Promise<string> {
  const { files } = context
  const folder = at(context, layout.quarantine)
  await makeFolder(files, folder)
  const when = context.clock().toISOString().replace(/[-:.]/g, '')
  for (let number = 1; ; number++) {
    const name = `${flatName(path)}.${when}${number > 1 ? `-${number}` : ''}${how.replaced ? REPLACED : ''}`
    const kept = `${layout.quarantine}/${name}`
    if (!(await claim(context, at(context, path), at(context, kept)))) continue
    await syncFolder(files, folder)
    if (how.move) {
      await files.rm(at(context, path), { force: true })
      await syncFolder(files, dirname(at(context, path)))
    }
    return kept
  }
}

/** False where the name is taken. */
async function claim({ files }: Context, from: string, to: string): Promise<boolean> {
  try {
    await files.link(from, to)
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    if (errorCode(error) === 'ENOENT') throw error
  }
  try {
    await files.copyFile(from, to, constants.COPYFILE_EXCL)
    const copy = await files.open(to, 'r+')
    await copy.sync().finally(() => copy.close())
    return true
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false
    throw error
  }
}

/** Where a file was put when it was set aside for good, now or in an earlier run; the latest if there are several. */
export async function asideOf(context: Context, path: string): Promise<string | null> {
  const names = await namesIn(context.files, at(context, layout.quarantine))
  const name = names.findLast((each) => isAsideOf(each, path) && !each.endsWith(REPLACED))
  return name === undefined ? null : `${layout.quarantine}/${name}`
}
