import { at, type Context } from './context.ts'
import { isMissing, namesIn } from './files.ts'
import { isId, layout } from './layout.ts'
import type { Stamp } from './types.ts'

const NO_FILE = '0-0'
const NO_FOLDER = '0'
/** The stamp of a folder that is not there. */
export const NO_RECORDS: Stamp = `${NO_FILE}:${NO_FILE}:${NO_FOLDER}`

interface Stats {
  readonly mtimeNs: bigint
  readonly size: bigint
}

/**
 * `<ns>-<bytes>` of article.json, a colon, the same of highlights.json (`0-0` where a file is missing), a colon, `<ns>`
 * of their folder, which tells of files that come beside them.
 */
export function stampFrom(article: Stats | undefined, highlights: Stats | undefined, folder: Stats | undefined): Stamp {
  const files = [article, highlights].map((stats) => (stats ? `${stats.mtimeNs}-${stats.size}` : NO_FILE))
  return [...files, folder ? `${folder.mtimeNs}` : NO_FOLDER].join(':')
}

/** The stamp of what the system doesn't tell about; reading it says why. */
export const UNREADABLE: Stamp = 'unreadable'

export async function stampOf(context: Context, id: string): Promise<Stamp> {
  const paths = [layout.article(id), layout.highlights(id), layout.folder(id)]
  try {
    const [article, highlights, folder] = await Promise.all(paths.map((path) => statsIfThere(context, path)))
    return stampFrom(article, highlights, folder)
  } catch {
    return UNREADABLE
  }
}

async function statsIfThere(context: Context, path: string): Promise<Stats | undefined> {
  try {
    return await context.files.stat(at(context, path), { bigint: true })
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

/** Every folder that has an id for a name, oldest id first. */
export async function articleIds(context: Pick<Context, 'files' | 'root'>): Promise<string[]> {
  return (await namesIn(context.files, at(context, layout.articles))).filter(isId)
}
