import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { EmptyLibrary } from './EmptyLibrary.tsx'
import { isSearch, type View } from './view.ts'

interface Props {
  readonly view: View
  /** No article anywhere, not even in the trash. */
  readonly libraryEmpty: boolean
  readonly onView: (patch: Partial<View>) => void
}

/** Why there is nothing in the list, and what to do about it. */
export function NothingHere({ view, libraryEmpty, onView }: Props) {
  const { t } = useTranslation()
  if (isSearch(view)) {
    return (
      <EmptyState
        compact
        title={t('library.noHits')}
        actions={
          view.shelf !== 'all' && (
            <Button onPress={() => onView({ shelf: 'all', tag: null })}>{t('library.noHitsAll')}</Button>
          )
        }
      >
        {t('library.noHitsText', { text: view.text.trim() })}
      </EmptyState>
    )
  }
  if (view.tag !== null) {
    return (
      <EmptyState
        compact
        title={t('library.emptyTag')}
        actions={<Button onPress={() => onView({ tag: null })}>{t('library.clearTag')}</Button>}
      >
        {t('library.emptyTagText')}
      </EmptyState>
    )
  }
  if (libraryEmpty) return <EmptyLibrary compact />
  const words = {
    reading: [t('library.emptyReading'), t('library.emptyReadingText')],
    all: [t('library.emptyReading'), t('library.emptyReadingText')],
    archive: [t('library.emptyArchive'), t('library.emptyArchiveText')],
    favourites: [t('library.emptyFavourites'), t('library.emptyFavouritesText')],
    trash: [t('library.emptyTrash'), t('library.emptyTrashText')],
  } as const
  const [title, says] = words[view.shelf]
  return (
    <EmptyState compact title={title}>
      {says}
    </EmptyState>
  )
}
