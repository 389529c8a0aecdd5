import { z } from 'zod'
import { type Article, idSchema, timestampSchema } from './article.ts'
import type { Highlight } from './highlight.ts'

export const TOMBSTONE_VERSION = 1

/** An article stays in the trash for this many days before it is deleted for good. */
export const TRASH_DAYS = 30

/** `tombstones/<id>.json`: an article was deleted for good. Unknown fields survive. */
export const tombstoneSchema = z.looseObject({
  version: z.literal(TOMBSTONE_VERSION),
  id: idSchema,
  /** When it was moved to the trash. */
  deletedAt: timestampSchema,
  /** When it was deleted for good. */
  purgedAt: timestampSchema,
  /** The `updatedAt` of its record and of each highlight, by id: what was deleted knowingly. */
  seen: z.looseObject({ article: timestampSchema, highlights: z.record(z.string(), timestampSchema) }).optional(),
})
export type Tombstone = z.infer<typeof tombstoneSchema>

export type Afterlife = 'alive' | 'trash' | 'gone'

/**
 * What becomes of an article that is met beside its tombstone (a folder-sync tool or a backup brought it):
 *
 * - `alive`: somebody restored it after it had been deleted
 * - `trash`: it holds what was made after the deletion, or a highlight (or a later state of one) that was not there when it
 *   was deleted for good. Nothing of it is lost, and the deletion is not undone
 * - `gone`: it holds nothing but what was deleted
 */
export function afterlife(
  { deletedAt, seen }: Tombstone,
  article: Pick<Article, 'updatedAt' | 'restoredAt'>,
  highlights: readonly Pick<Highlight, 'id' | 'updatedAt' | 'deletedAt'>[],
): Afterlife {
  const since = (time: string | undefined) => time !== undefined && Date.parse(time) > Date.parse(deletedAt)
  // As in a merge, who came back at the very moment of the deletion is there.
  if (since(article.restoredAt) || article.restoredAt === deletedAt) return 'alive'
  if (since(article.updatedAt) && article.updatedAt !== seen?.article) return 'trash'
  const news = highlights.some(({ id, updatedAt, deletedAt: gone }) => {
    const known = seen?.highlights[id]
    if (known === updatedAt) return false
    if (since(updatedAt)) return true
    // Whoever deleted it may have been without a connection since before this was written.
    const unseen = seen !== undefined && (known === undefined || Date.parse(updatedAt) > Date.parse(known))
    return unseen && gone === undefined
  })
  return news ? 'trash' : 'gone'
}
