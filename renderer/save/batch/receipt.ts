import type { ItemState, SaveItem } from './item.ts'

interface Words {
  readonly title: string
  /** The heading of each part, with its count. */
  readonly heading: (state: ReceiptPart, count: number) => string
  readonly reason: (item: SaveItem) => string | null
}

/** In the order in which a reader asks: what needs doing first. */
export const receiptOrder = [
  'failed',
  'cancelled',
  'duplicate',
  'renewed',
  'saved',
] as const satisfies readonly ItemState[]
export type ReceiptPart = (typeof receiptOrder)[number]

/** The receipt as plain text, to be kept or sent to somebody. */
export function receiptText(items: readonly SaveItem[], { title, heading, reason }: Words): string {
  const parts = receiptOrder.flatMap((state) => {
    const own = items.filter((item) => item.state === state)
    if (own.length === 0) return []
    const lines = own.map((item) => {
      const title = item.article?.title ?? ''
      const named = title === '' || title === item.name ? item.name : `${title} (${item.name})`
      const why = state === 'failed' ? reason(item) : null
      return why === null ? `- ${named}` : `- ${named}: ${why}`
    })
    return [[heading(state, own.length), ...lines].join('\n')]
  })
  return `${[title, ...parts].join('\n\n')}\n`
}
