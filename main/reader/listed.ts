import type { ArticleSummary, Shelf } from '../core/contract.ts'
import type { Indexing } from './indexing.ts'

const PAGE = 1000

/** Every row of a shelf, newest first. */
export async function listed(indexing: Indexing, shelf: Shelf): Promise<ArticleSummary[]> {
  const rows: ArticleSummary[] = []
  for (;;) {
    const { items, total } = await indexing.ask((index) => index.list({ shelf, offset: rows.length, limit: PAGE }))
    rows.push(...items)
    if (items.length === 0 || rows.length >= total) return rows
  }
}
