import { at, type Context } from './context.ts'
import { isMissing, namesIn } from './files.ts'
import { isId, layout } from './layout.ts'
import type { Stamp } from './types.ts'

const BATCH = 64
const NO_FILE = '0-0'
/** The stamp of a folder without records, and of one that is not there. */
export const NO_RECORDS: Stamp = `${NO_FILE}:${NO_FILE}`

/** `<ns>-<bytes>` of article.json, a colon, the same of highlights.json; `0-0` where a file is missing. */
export async function stampOf(context: Context, id: string): Promise<Stamp> {
  const parts = await Promise.all([layout.article(id), layout.highlights(id)].map((path) => fileStamp(context, path)))
  return parts.join(':')
}

async function fileStamp(context: Context, path: string): Promise<string> {
  try {
    const { mtimeNs, size } = await context.files.stat(at(context, path), { bigint: true })
    return `${mtimeNs}-${size}`
  } catch (error) {
    if (isMissing(error)) return NO_FILE
    throw error
  }
}

/** Every folder that has an id for a name, oldest id first. */
export async function articleIds(context: Context): Promise<string[]> {
  return (await namesIn(context.files, at(context, layout.articles))).filter(isId)
}

export async function allStamps(context: Context): Promise<Map<string, Stamp>> {
  const ids = await articleIds(context)
  const stamps = new Map<string, Stamp>()
  for (let start = 0; start < ids.length; start += BATCH) {
    const batch = ids.slice(start, start + BATCH)
    const found = await Promise.all(batch.map((id) => stampOf(context, id)))
    batch.forEach((id, index) => {
      stamps.set(id, found[index] ?? '')
    })
  }
  return stamps
}
