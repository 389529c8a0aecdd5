import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { SaveOutcome } from '../../main/core/contract.ts'
import type { Result } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { navigate } from '../app/route.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { shorten } from '../ui/shorten.ts'
import { useToasts } from '../ui/Toasts.tsx'

/** Says what became of a save that nobody looks at any more, or that is done. */
export function useSavedToast(): (result: Result<SaveOutcome>) => Promise<void> {
  const api = useApi()
  const toasts = useToasts()
  const { t } = useTranslation()
  const errorText = useErrorText()

  return useCallback(
    async (result) => {
      if (!result.ok) {
        toasts.show({ message: errorText(result.error), tone: 'error' })
        return
      }
      const { article, duplicate, renewed, missingImages, partial } = result.value
      const { id } = article
      const title = shorten(article.title)
      const message = async (): Promise<string> => {
        if (duplicate) return t('save.duplicateNamed', { title })
        if (partial) return t('save.savedPart', { title })
        if (renewed) {
          // Where the highlights are in the new text is what its reader asks first.
          const opened = await api.openArticle({ id })
          const all = opened.ok ? opened.value.highlights : []
          const placed = all.filter(({ anchor }) => 'start' in anchor).length
          if (all.length === 0) return t('save.renewed', { title })
          if (placed === all.length) return t('save.renewedPlaced', { title, count: placed })
          return t('save.renewedLost', { title, placed, count: all.length - placed })
        }
        if (missingImages > 0) return t('save.savedMissing', { title, count: missingImages })
        return t('save.saved', { title })
      }
      const action = { label: t('library.open'), run: () => navigate({ articleId: id }) }
      toasts.show({ message: await message(), action })
    },
    [api, toasts, t, errorText],
  )
}
