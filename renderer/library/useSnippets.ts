import { useMemo } from 'react'
import type { Snippet } from '../../main/core/contract.ts'
import { useCall } from '../api/useCall.ts'

/** The passages that a search was found in, by article; as many as a person would look through. */
export function useSnippets(text: string): ReadonlyMap<string, Snippet> {
  const query = text.trim()
  const { data } = useCall('search', { query, limit: 100 }, { enabled: query !== '', keepPrevious: true })
  return useMemo(() => {
    const found = new Map<string, Snippet>()
    if (query === '') return found
    for (const hit of data?.hits ?? []) if (hit.snippet) found.set(hit.article.id, hit.snippet)
    return found
  }, [data, query])
}
