import { basename, dirname, join } from 'node:path'
import type { DocumentJSON } from '../../core/document/types.ts'
import { at, type Context } from '../context.ts'
import { makeFolder, namesIn, placeFile, readOwn } from '../files.ts'
import { decodeDocument, decodeOriginal, isSound } from '../immutable.ts'
import { layout } from '../layout.ts'
import { asidesOf, SETTLED, setAside } from '../quarantine.ts'

type State = 'sound' | 'damaged' | 'missing'

/** How an immutable file is. One that cannot be read (EACCES) counts as sound. */
async function stateOf(context: Context, path: string): Promise<State> {
  let bytes: Uint8Array | 'odd' | null
  try {
    bytes = await readOwn(context.files, at(context, path))
  } catch {
    return 'sound'
  }
  if (bytes === null) return 'missing'
  return bytes !== 'odd' && (await isSound(path, bytes)) ? 'sound' : 'damaged'
}

/**
 * Brings an immutable file back that is missing or damaged, from any copy whose content has the right hash: one that was
 * set aside, or one that a sync tool left beside it under a longer name. What is damaged moves aside.
 */
export async function bringBack(context: Context, path: string): Promise<'sound' | 'back' | 'movedAside' | 'missing'> {
  const state = await stateOf(context, path)
  if (state === 'sound') return 'sound'
  const target = at(context, path)
  if (state === 'damaged') await setAside(context, path, { move: true, ending: SETTLED })
  for (const copy of await copiesOf(context, path)) {
    const bytes = await readOwn(context.files, copy).catch(() => null)
    if (bytes === null || bytes === 'odd' || !(await isSound(path, bytes))) continue
    await makeFolder(context.files, dirname(target))
    await placeFile(context.files, target, join(dirname(target), `.${basename(target)}.tmp`), bytes)
    return 'back'
  }
  return state === 'damaged' ? 'movedAside' : 'missing'
}

async function copiesOf(context: Context, path: string): Promise<string[]> {
  const folder = dirname(at(context, path))
  const hash = basename(path).slice(0, 64)
  const beside = await namesIn(context.files, folder)
  return [
    ...(await asidesOf(context, path)).map((name) => at(context, `${layout.quarantine}/${name}`)),
    ...beside
      .filter((name) => name.startsWith(hash) && name !== basename(at(context, path)))
      .map((name) => join(folder, name)),
  ]
}

export interface Text {
  readonly hash: string
  readonly document: DocumentJSON
  /** When its file was written, ISO 8601. */
  readonly at: string
}

/** The sound texts that are in an article's folder, oldest first. */
export async function textsOf(context: Context, id: string): Promise<Text[]> {
  const texts: Text[] = []
  for (const each of await hashedFiles(context, `${layout.folder(id)}/content`, '.json')) {
    const document = await decodeDocument(each.bytes, each.hash).catch(() => null)
    if (document) texts.push({ hash: each.hash, document, at: each.at })
  }
  return texts
}

/** The hashes of the sound pages that are there, oldest first. */
export async function pagesOf(context: Context, id: string): Promise<{ hash: string; page: Uint8Array; at: string }[]> {
  const pages: { hash: string; page: Uint8Array; at: string }[] = []
  for (const each of await hashedFiles(context, `${layout.folder(id)}/original`, '.html.gz')) {
    const page = await decodeOriginal(each.bytes, each.hash).catch(() => null)
    if (page) pages.push({ hash: each.hash, page, at: each.at })
  }
  return pages
}

async function hashedFiles(context: Context, folder: string, ending: string) {
  const found: { hash: string; bytes: Uint8Array; at: string }[] = []
  for (const name of await namesIn(context.files, at(context, folder))) {
    const hash = name.slice(0, 64)
    if (name !== `${hash}${ending}`) continue
    const path = at(context, `${folder}/${name}`)
    const bytes = await readOwn(context.files, path).catch(() => null)
    if (bytes === null || bytes === 'odd') continue
    found.push({ hash, bytes, at: new Date((await context.files.stat(path)).mtimeMs).toISOString() })
  }
  return found.sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
}
