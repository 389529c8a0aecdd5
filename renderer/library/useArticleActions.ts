import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Params } from '../../main/core/contract.ts'
import type { Result } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { inChunks } from '../api/chunks.ts'
import { navigate, parseRoute } from '../app/route.ts'
import type { ArticleRef } from '../app/ShellContext.tsx'
import { useErrorText } from '../locales/useErrorText.ts'
import { shorten } from '../ui/shorten.ts'
import { useToasts } from '../ui/Toasts.tsx'

export interface ArticleActions {
  readonly setArchived: (article: ArticleRef, archived: boolean) => void
  readonly setFavourite: (article: ArticleRef, favourite: boolean) => void
  readonly setTags: (article: ArticleRef, tags: readonly string[]) => void
  readonly remove: (ids: readonly string[]) => void
  readonly restore: (ids: readonly string[]) => void
}

/** What can be done to articles: done at once, said in a toast, and taken back from there. */
export function useArticleActions(): ArticleActions {
  const api = useApi()
  const toasts = useToasts()
  const { t } = useTranslation()
  const errorText = useErrorText()

  const perform = useCallback(
    async (deed: Promise<Result<unknown>>, message: string, undo?: () => Promise<Result<unknown>>) => {
      const result = await deed
      if (!result.ok) return toasts.show({ message: errorText(result.error), tone: 'error' })
      const takeBack = async (): Promise<void> => {
        const undone = await undo?.()
        if (undone && !undone.ok) toasts.show({ message: errorText(undone.error), tone: 'error' })
      }
      toasts.show({ message, ...(undo ? { undo: () => void takeBack() } : {}) })
    },
    [toasts, errorText],
  )

  return useMemo(() => {
    const named = (article: ArticleRef) => ({ title: shorten(article.title || t('library.untitled')) })
    type Patch = Params<'updateArticle'>['patch']
    const patch = (article: ArticleRef, next: Patch, before: Patch, message: string): void => {
      const update = (change: Patch) => api.updateArticle({ id: article.id, patch: change })
      void perform(update(next), message, () => update(before))
    }
    const bury = (all: readonly string[]) => inChunks(all, (ids) => api.deleteArticles({ ids }))
    const revive = (all: readonly string[]) => inChunks(all, (ids) => api.restoreArticles({ ids }))
    return {
      setArchived: (article, archived) =>
        patch(
          article,
          { archived },
          { archived: article.archived },
          archived ? t('library.archived', named(article)) : t('library.unarchived', named(article)),
        ),
      setFavourite: (article, favourite) =>
        patch(
          article,
          { favourite },
          { favourite: article.favourite },
          favourite ? t('library.favourited', named(article)) : t('library.unfavourited', named(article)),
        ),
      setTags: (article, tags) =>
        patch(article, { tags: [...tags] }, { tags: [...article.tags] }, t('library.tagged', named(article))),
      remove: (ids) => {
        const list = [...ids]
        const open = parseRoute(window.location.hash).articleId
        if (open !== null && list.includes(open)) navigate({ articleId: null })
        void perform(bury(list), t('library.deleted', { count: list.length }), () => revive(list))
      },
      restore: (ids) => {
        const list = [...ids]
        void perform(revive(list), t('library.restored', { count: list.length }), () => bury(list))
      },
    }
  }, [api, perform, t])
}
