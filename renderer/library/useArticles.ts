import { keepPreviousData, useQueries } from '@tanstack/react-query'
import type { ArticleSummary, Shelf } from '../../main/core/contract.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { callOptions } from '../api/queries.ts'
import { pageParams, pageSize, pagesFor, type View } from './view.ts'

export interface Articles {
  readonly total: number
  readonly counts: Readonly<Record<Shelf, number>> | null
  /** Undefined while its page is on the way. */
  readonly at: (index: number) => ArticleSummary | undefined
  readonly loading: boolean
  /** The rows shown still belong to the question before. */
  readonly stale: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** The rows of a view, a page at a time: only the pages in sight (and the first) are fetched and kept fresh. */
export function useArticles(view: View, first: number, last: number): Articles {
  const api = useApi()
  const pages = pagesFor(first, last)
  const results = useQueries({
    queries: pages.map((page) => ({
      ...callOptions(api, 'listArticles', pageParams(view, page)),
      placeholderData: page === 0 ? keepPreviousData : undefined,
    })),
  })
  const head = results[0]
  return {
    total: head?.data?.total ?? 0,
    counts: head?.data?.counts ?? null,
    at: (index) => results[pages.indexOf(Math.floor(index / pageSize))]?.data?.items[index % pageSize],
    loading: head?.isPending ?? true,
    stale: head?.isPlaceholderData ?? false,
    error: results.find((result) => result.error)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}
