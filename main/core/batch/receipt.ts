import type { BatchItem, BatchReceipt, BatchSource, ItemState } from './types.ts'

/** What a batch has come to by now; what waits or is under way is in no list. */
export function receiptOf(items: readonly BatchItem[]): BatchReceipt {
  const lines = (state: ItemState) =>
    items.flatMap(({ source: { source }, article, ...item }) =>
      item.state === state && article ? [{ source, id: article.id, title: article.title }] : [],
    )
  return {
    saved: lines('saved'),
    duplicates: lines('duplicate'),
    renewed: lines('renewed'),
    failed: items.flatMap(({ source: { source }, state, error }) =>
      state === 'failed' && error ? [{ source, error }] : [],
    ),
    cancelled: items.flatMap(({ source: { source }, state }) => (state === 'cancelled' ? [source] : [])),
  }
}

/** A receipt in one line: `12 saved, 3 there already, 1 failed`. */
export function receiptLine({ saved, duplicates, renewed, failed, cancelled }: BatchReceipt): string {
  const parts: readonly (readonly [number, string])[] = [
    [saved.length, 'saved'],
    [renewed.length, 'renewed'],
    [duplicates.length, 'there already'],
    [failed.length, 'failed'],
    [cancelled.length, 'not reached'],
  ]
  const told = parts.filter(([count], index) => index === 0 || count > 0)
  return told.map(([count, words]) => `${count} ${words}`).join(', ')
}

/** The site that an address asks, with its port; null where it is no web address. */
export function siteOf(address: string): BatchSource['host'] {
  return /^\s*https?:\/\/(?:[^/?#@\s]*@)?([^/?#\s]+)/i.exec(address)?.[1]?.toLowerCase() ?? null
}
