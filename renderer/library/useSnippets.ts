import { useMemo } from 'react'
import type { Snippet } from '../../main/core/contract.ts'
import { useCall } from '../api/useCall.ts'
import { hitsParams, isSearch, type Order, type View } from './view.ts'

/** As many of the best matches as a person would look through in another order. */
const most = 200

/** Why articles match, for a search that is shown in another order than by rank: there, rows come without a passage. */
export function useSnippets(view: View, order: Order): ReadonlyMap<string, Snippet> {
  const enabled = isSearch(view) && order !== 'best'
  const { data } = useCall('search', { ...hitsParams(view, 0), limit: most }, { enabled, keepPrevious: true })
  return useMemo(() => {
    const found = new Map<string, Snippet>()
    if (!enabled) return found
    for (const hit of data?.hits ?? []) if (hit.snippet) found.set(hit.article.id, hit.snippet)
    return found
  }, [data, enabled])
}
