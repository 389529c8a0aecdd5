import {
  Archive,
  ArchiveRestore,
  BookOpen,
  Download,
  ExternalLink,
  RotateCcw,
  Star,
  StarOff,
  Tags,
  Trash2,
} from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../main/core/contract.ts'
import { useReadOnly } from '../api/useReadOnly.ts'
import { navigate } from '../app/route.ts'
import { useShell } from '../app/ShellContext.tsx'
import { shortcuts } from '../app/shortcuts.ts'
import type { MenuEntry } from '../ui/Menu.tsx'
import { useArticleActions } from './useArticleActions.ts'

/** An article's menu; one in the trash can be looked at, restored, or deleted for good. */
export function useEntries(): (article: ArticleSummary) => readonly MenuEntry[] {
  const { t } = useTranslation()
  const shell = useShell()
  const actions = useArticleActions()
  const readOnly = useReadOnly()

  return (article) => {
    // A library that can only be read offers what only reads.
    const isDisabled = readOnly
    const open: MenuEntry = {
      id: 'open',
      label: t('library.open'),
      icon: <BookOpen />,
      shortcut: shortcuts.open[0],
      onAction: () => navigate({ articleId: article.id }),
    }
    if (article.deletedAt !== null) {
      const restore = () => actions.restore([article.id])
      return [
        open,
        { id: 'restore', label: t('library.restore'), icon: <RotateCcw />, isDisabled, onAction: restore },
        {
          id: 'purge',
          label: t('library.purge.one'),
          icon: <Trash2 />,
          shortcut: shortcuts.delete[0],
          danger: true,
          apart: true,
          isDisabled,
          onAction: () => shell.open({ kind: 'purge', ids: [article.id], count: 1 }),
        },
      ]
    }
    const { url } = article
    return [
      open,
      {
        id: 'archive',
        label: article.archived ? t('library.unarchive') : t('library.archiveIt'),
        icon: article.archived ? <ArchiveRestore /> : <Archive />,
        shortcut: shortcuts.archive[0],
        isDisabled,
        onAction: () => actions.setArchived(article, !article.archived),
      },
      {
        id: 'favourite',
        label: article.favourite ? t('library.unfavourite') : t('library.favourite'),
        icon: article.favourite ? <StarOff /> : <Star />,
        shortcut: shortcuts.favourite[0],
        isDisabled,
        onAction: () => actions.setFavourite(article, !article.favourite),
      },
      {
        id: 'tags',
        label: t('library.editTags'),
        icon: <Tags />,
        shortcut: shortcuts.tags[0],
        isDisabled,
        onAction: () => shell.open({ kind: 'tags', article }),
      },
      {
        id: 'export',
        label: t('export.open'),
        icon: <Download />,
        apart: true,
        onAction: () => shell.open({ kind: 'export', ids: [article.id] }),
      },
      ...(url !== null && /^https?:\/\//.test(url)
        ? [
            {
              id: 'original',
              label: t('library.openOriginal'),
              icon: <ExternalLink />,
              onAction: () => void window.open(url, '_blank', 'noopener,noreferrer'),
            },
          ]
        : []),
      {
        id: 'delete',
        label: t('library.delete'),
        icon: <Trash2 />,
        shortcut: shortcuts.delete[0],
        danger: true,
        apart: true,
        isDisabled,
        onAction: () => actions.remove([article.id]),
      },
    ]
  }
}
