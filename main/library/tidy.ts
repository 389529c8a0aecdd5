import { join } from 'node:path'
import { at, type Context } from './context.ts'
import { namesIn } from './files.ts'
import { isLeftover, layout } from './layout.ts'
import type { Queued } from './queues.ts'

/**
 * Removes what a crash left beside the library's own files, in the midst of other work: what is being written now is
 * no leftover. Failing to is no reason to stop. What was left in articles' folders is `tidyArticle`'s.
 */
export async function tidyLibrary(context: Context, queued: Queued): Promise<void> {
  await queued('create', async () => {
    await sweep(context, at(context, layout.articles))
    await sweep(context, at(context, layout.media))
    await sweep(context, at(context, layout.tombstones))
  })
}

/** The same in the folder of one article. */
export function tidyArticle(context: Context, queued: Queued, id: string): Promise<void> {
  const work = () => sweep(context, at(context, layout.folder(id)))
  return queued('create', () => queued(layout.article(id), () => queued(layout.highlights(id), work)))
}

/** Removes leftovers among these names in a folder; only where nothing is being written there. */
export async function sweep(context: Context, folder: string): Promise<void> {
  for (const name of (await namesIn(context.files, folder)).filter(isLeftover)) {
    await context.files.rm(join(folder, name), { recursive: true, force: true }).catch(() => {})
  }
}
