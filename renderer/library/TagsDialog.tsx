import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleRef } from '../app/ShellContext.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { shorten } from '../ui/shorten.ts'
import { TagField } from '../ui/TagField.tsx'
import { useArticleActions } from './useArticleActions.ts'
import { useKnownTags } from './useKnownTags.ts'

export function TagsDialog({ article, onClose }: { readonly article: ArticleRef; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const actions = useArticleActions()
  const known = useKnownTags()
  const [tags, setTags] = useState<readonly string[]>(article.tags)
  const finish = (): void => {
    const same = tags.length === article.tags.length && tags.every((tag, index) => tag === article.tags[index])
    if (!same) actions.setTags(article, tags)
    onClose()
  }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      size="small"
      title={t('common.tags')}
      actions={
        <>
          <Button onPress={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onPress={finish}>
            {t('common.done')}
          </Button>
        </>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          finish()
        }}
      >
        <TagField
          label={t('library.tagsTitle', { title: shorten(article.title) })}
          value={tags}
          onChange={setTags}
          suggestions={known}
          placeholder={t('common.addTag')}
          autoFocus
        />
      </form>
    </Dialog>
  )
}
