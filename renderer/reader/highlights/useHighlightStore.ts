import { useEffect, useState, useSyncExternalStore } from 'react'
import type { OpenedArticle, ReaderApi } from '../../../main/core/contract.ts'
import { useConnection } from '../../api/ApiProvider.tsx'
import type { Drafts, ReaderHighlight } from './entry.ts'
import { HighlightStore } from './store.ts'

/** Notes of any article that could not be written: they are there again when the article is opened again. */
const drafts: Drafts = new Map()

/** The open article's highlights; what could not be written is tried again when the library answers again. */
export function useHighlightStore(
  api: ReaderApi,
  { article, highlights }: OpenedArticle,
): { readonly store: HighlightStore; readonly items: readonly ReaderHighlight[] } {
  const [store] = useState(() => new HighlightStore(api, article.id, highlights, drafts))
  const items = useSyncExternalStore(store.subscribe, store.snapshot)
  const connection = useConnection()
  useEffect(() => {
    if (connection === 'open') store.retry()
  }, [store, connection])
  return { store, items }
}
