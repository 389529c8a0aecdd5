import { keepPreviousData, useQueries } from '@tanstack/react-query'
import type { ArticleSummary, QueryMistake, ReaderApi, Shelf, Snippet, Sort } from '../../main/core/contract.ts'
import { unwrap } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { callKey } from '../api/queries.ts'
import { useCall } from '../api/useCall.ts'
import { hitsParams, hitsSize, orderOf, pageParams, pageSize, pagesFor, type View } from './view.ts'

/** A row of the list: an article, and why it is there where it was searched for. */
export interface Row {
  readonly article: ArticleSummary
  readonly snippet: Snippet | null
}

interface Page {
  readonly rows: readonly Row[]
  readonly total: number
  readonly mistakes: readonly QueryMistake[]
}

export interface Articles {
  readonly total: number
  readonly mistakes: readonly QueryMistake[]
  readonly counts: Readonly<Record<Shelf, number>> | null
  /** Undefined while its page is on the way. */
  readonly at: (index: number) => Row | undefined
  readonly loading: boolean
  /** The rows shown still belong to the question before. */
  readonly stale: boolean
  readonly error: Error | null
  readonly retry: () => void
}

/** How the rows of a view are asked for: by rank, which brings the passages along, or in an order of the list. */
function pageOptions(api: ReaderApi, view: View, sort: Sort, page: number) {
  const order = orderOf(view, sort)
  if (order === 'best') {
    const params = hitsParams(view, page)
    const queryFn = async (): Promise<Page> => {
      const { hits, total, mistakes } = unwrap(await api.search(params))
      return { rows: hits, total, mistakes }
    }
    return { queryKey: [...callKey('search', params), 'rows'], queryFn }
  }
  const params = pageParams(view, order, page)
  const queryFn = async (): Promise<Page> => {
    const { items, total, mistakes } = unwrap(await api.listArticles(params))
    return { rows: items.map((article) => ({ article, snippet: null })), total, mistakes }
  }
  return { queryKey: [...callKey('listArticles', params), 'rows'], queryFn }
}

/** The rows of a view, a page at a time: only the pages in sight (and the first) are fetched and kept fresh. */
export function useArticles(view: View, sort: Sort, first: number, last: number): Articles {
  const api = useApi()
  const size = orderOf(view, sort) === 'best' ? hitsSize : pageSize
  const pages = pagesFor(first, last, size)
  const counts = useCall('listArticles', { shelf: 'all', limit: 1 }).data?.counts ?? null
  const results = useQueries({
    queries: pages.map((page) => ({
      ...pageOptions(api, view, sort, page),
      placeholderData: page === 0 ? keepPreviousData : undefined,
    })),
  })
  const head = results[0]
  return {
    total: head?.data?.total ?? 0,
    mistakes: head?.data?.mistakes ?? [],
    counts,
    at: (index) => results[pages.indexOf(Math.floor(index / size))]?.data?.rows[index % size],
    loading: head?.isPending ?? true,
    stale: head?.isPlaceholderData ?? false,
    error: results.find((result) => result.error)?.error ?? null,
    retry: () => {
      for (const result of results) if (result.error) void result.refetch()
    },
  }
}
