import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { useApi } from '../api/ApiProvider.tsx'
import { callOptions } from '../api/queries.ts'
import type { ArticleRef } from '../app/ShellContext.tsx'

/** Asks for the article that is open, as it is now; the reader's own copy where it has one. */
export function useCurrentArticle(id: string | null): () => Promise<ArticleRef | null> {
  const api = useApi()
  const queries = useQueryClient()
  return useCallback(async () => {
    if (id === null) return null
    try {
      const opened = await queries.fetchQuery(callOptions(api, 'openArticle', { id }))
      return opened.article
    } catch {
      // The reader shows why it cannot be opened.
      return null
    }
  }, [api, queries, id])
}
