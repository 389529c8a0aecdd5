import { constants } from 'node:fs'
import { dirname } from 'node:path'
import { at, type Context } from './context.ts'
import { errorCode, makeFolder, namesIn, ownSize, rename, syncFolder } from './files.ts'
import { isId, layout } from './layout.ts'

/** Ends the name of a damaged file whose previous version took its place: kept, but nothing is missing. */
export const REPLACED = '.replaced'
/** What could be taken over from the file was: kept, in case that somebody finds more in it. */
export const SETTLED = '.settled'
/** The file was a sync tool's copy, and is merged. */
export const MERGED = '.merged'

const settled = [REPLACED, SETTLED, MERGED]

/** `articles/<id>/article.json` → `<id>.article.json`, so that a person sees whose file it was. */
function flatName(path: string): string {
  return path.replace(/^articles\//, '').replaceAll('/', '.')
}

/** Whether a name in `quarantine/` is that of the file at `path` (or of an earlier damage to it). */
export function isAsideOf(name: string, path: string): boolean {
  return name.startsWith(`${flatName(path)}.`) && originOf(name) === path
}

/** The path that a file in `quarantine/` had, as far as its name tells; null for what nobody set aside. */
export function originOf(name: string): string | null {
  const flat = /^(.+)\.\d{8}T\d{6,9}Z(-\d+)*(\.[a-z]+)?$/.exec(name)?.[1]
  if (flat === undefined) return null
  const [id = '', ...rest] = flat.split('.')
  if (isId(id)) return `${layout.folder(id)}/${rest.join('.').replace(/^(content|original)\./, '$1/')}`
  return flat.replace(/^(articles|media|tombstones)\./, '$1/')
}

/** Whether nothing is left to be done about a file in `quarantine/`. */
export function isSettled(name: string): boolean {
  return settled.some((ending) => name.endsWith(ending))
}

/**
 * Gives a damaged file a name in `quarantine/`, never that of another. The file keeps its own name too unless `move`.
 * A folder or a link that has a file's name is moved as it is. Answers the new path, relative to the library.
 */
export async function setAside(
  context: Context,
  path: string,
  how: { readonly move: boolean; readonly replaced?: boolean; readonly ending?: string },
): Promise<string> {
  const { files } = context
  const folder = at(context, layout.quarantine)
  const ending = how.ending ?? (how.replaced ? REPLACED : '')
  await makeFolder(files, folder)
  const odd = (await ownSize(files, at(context, path))) === 'odd'
  const when = context.clock().toISOString().replace(/[-:.]/g, '')
  for (let number = 1; ; number++) {
    const name = `${flatName(path)}.${when}${number > 1 ? `-${number}` : ''}${ending}`
    const kept = `${layout.quarantine}/${name}`
    const claimed = odd ? claimName : claim
    if (!(await claimed(context, at(context, path), at(context, kept)))) continue
    await syncFolder(files, folder)
    if (how.move || odd) {
      if (!odd) await files.rm(at(context, path), { force: true })
      await syncFolder(files, dirname(at(context, path)))
    }
    return kept
  }
}

/** Says of a file in `quarantine/` that nothing is left to be done about it. */
export async function settleAside(context: Context, name: string): Promise<void> {
  const folder = at(context, layout.quarantine)
  for (let number = 1; ; number++) {
    const to = `${name}${number > 1 ? `-${number}` : ''}${SETTLED}`
    if ((await ownSize(context.files, at(context, `${layout.quarantine}/${to}`))) !== null) continue
    await rename(context.files, at(context, `${layout.quarantine}/${name}`), at(context, `${layout.quarantine}/${to}`))
    await syncFolder(context.files, folder)
    return
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

/** The same for what has no second name: it is moved. */
async function claimName({ files }: Context, from: string, to: string): Promise<boolean> {
  if ((await ownSize(files, to)) !== null) return false
  await rename(files, from, to)
  return true
}

/** The names in `quarantine/` of what was set aside and is still to be looked after. */
export async function openAsides(context: Context): Promise<string[]> {
  const names = await namesIn(context.files, at(context, layout.quarantine))
  return names.filter((name) => !isSettled(name))
}

/** Where a file was put when it was set aside for good, now or in an earlier run; the latest if there are several. */
export async function asideOf(context: Context, path: string): Promise<string | null> {
  const names = await openAsides(context)
  const name = names.findLast((each) => isAsideOf(each, path))
  return name === undefined ? null : `${layout.quarantine}/${name}`
}

/** Every file in `quarantine/` that once was at `path`, the latest first: what to look through for what is missed. */
export async function asidesOf(context: Context, path: string): Promise<string[]> {
  const names = await namesIn(context.files, at(context, layout.quarantine))
  return names.filter((name) => isAsideOf(name, path)).reverse()
}
