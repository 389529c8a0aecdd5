import { createResolver, type Resolver } from '../core/anchoring/index.ts'
import type { Highlight, ResolvedHighlight } from '../core/model/highlight.ts'
import { living } from '../core/model/summary.ts'

function place(resolver: Resolver, highlight: Highlight): ResolvedHighlight {
  const found = resolver.resolve(highlight.selectors)
  if (found.status === 'unsure' || found.status === 'lost') return { ...highlight, anchor: { status: found.status } }
  const { status, start, end, score } = found
  return { ...highlight, anchor: { status, start, end, score } }
}

/** Where a highlight stands in this text. */
export function resolveOne(text: string, highlight: Highlight): ResolvedHighlight {
  return place(createResolver(text), highlight)
}

/** The living ones in reading order; those without a place last, oldest first. */
export function resolveAll(text: string, highlights: readonly Highlight[]): ResolvedHighlight[] {
  const order = ({ anchor }: ResolvedHighlight) =>
    'start' in anchor ? ([anchor.start, anchor.end] as const) : ([Number.MAX_SAFE_INTEGER, 0] as const)
  const resolver = createResolver(text)
  return living(highlights)
    .map((highlight) => place(resolver, highlight))
    .sort((a, b) => {
      const [startA, endA] = order(a)
      const [startB, endB] = order(b)
      return startA - startB || endA - endB || (a.id < b.id ? -1 : 1)
    })
}
