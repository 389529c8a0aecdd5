import { join } from 'node:path'
import { at, type Context } from './context.ts'
import { namesIn } from './files.ts'
import { isId, isLeftover, layout } from './layout.ts'

/** Folders looked at side by side; more doesn't make a disk faster. */
const BATCH = 64

/** Removes what a crash left: articles that were not complete, temp files. Failing to is no reason not to open. */
export async function tidy(context: Context): Promise<void> {
  const articles = at(context, layout.articles)
  const names = await namesIn(context.files, articles)
  await sweep(context, articles, names)
  await sweep(context, context.root, await namesIn(context.files, context.root))
  await sweep(context, at(context, layout.media), await namesIn(context.files, at(context, layout.media)))
  const ids = names.filter(isId)
  for (let start = 0; start < ids.length; start += BATCH) {
    const folders = ids.slice(start, start + BATCH).map((id) => join(articles, id))
    await Promise.all(folders.map(async (folder) => sweep(context, folder, await namesIn(context.files, folder))))
  }
}

async function sweep(context: Context, folder: string, names: readonly string[]): Promise<void> {
  for (const name of names.filter(isLeftover)) {
    await context.files.rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}
