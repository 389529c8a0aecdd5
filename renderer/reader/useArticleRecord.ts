import { useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Params, ReaderApi } from '../../main/core/contract.ts'
import type { Article } from '../../main/core/model/article.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { useToasts } from '../ui/Toasts.tsx'

type Patch = Params<'updateArticle'>['patch']

export interface ArticleRecord {
  readonly article: Article
  readonly replace: (article: Article) => void
  readonly toggleArchived: () => void
  readonly toggleFavourite: () => void
  /** Moves it to the trash; the toast brings it back. */
  readonly remove: () => Promise<boolean>
}

/** The open article's own record: what changes shows at once and goes back with a sentence when it is refused. */
export function useArticleRecord(api: ReaderApi, opened: Article): ArticleRecord {
  const { t } = useTranslation()
  const toasts = useToasts()
  const errorText = useErrorText()
  const [article, setArticle] = useState(opened)
  const { id, title } = article

  const update = async (patch: Patch): Promise<boolean> => {
    const before = article
    setArticle({ ...article, ...withoutAbsent(patch) })
    const result = await api.updateArticle({ id, patch })
    setArticle(result.ok ? result.value : before)
    if (!result.ok) toasts.show({ message: errorText(result.error), tone: 'error' })
    return result.ok
  }

  return {
    article,
    replace: useCallback((next: Article) => setArticle(next), []),
    toggleArchived: () => {
      const archived = !article.archived
      void update({ archived }).then((done) => {
        if (!done) return
        const message = t(archived ? 'library.archived' : 'library.unarchived', { title })
        toasts.show({ message, undo: () => void update({ archived: !archived }) })
      })
    },
    toggleFavourite: () => void update({ favourite: !article.favourite }),
    remove: async () => {
      const result = await api.deleteArticles({ ids: [id] })
      if (!result.ok) {
        toasts.show({ message: errorText(result.error), tone: 'error' })
        return false
      }
      const restore = async (): Promise<void> => {
        const back = await api.restoreArticles({ ids: [id] })
        if (!back.ok) toasts.show({ message: errorText(back.error), tone: 'error' })
      }
      toasts.show({ message: t('reader.deleted', { title }), undo: () => void restore() })
      return true
    },
  }
}

function withoutAbsent(patch: Patch): Partial<Pick<Article, 'title' | 'tags' | 'archived' | 'favourite'>> {
  const { title, tags, archived, favourite } = patch
  return {
    ...(title === undefined ? {} : { title }),
    ...(tags === undefined ? {} : { tags }),
    ...(archived === undefined ? {} : { archived }),
    ...(favourite === undefined ? {} : { favourite }),
  }
}
