import { Archive, ArchiveRestore, Ellipsis, ExternalLink, Share, Star, Tag, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useShell } from '../../app/ShellContext.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../../ui/Menu.tsx'
import type { ArticleRecord } from '../useArticleRecord.ts'

interface Props {
  readonly record: ArticleRecord
  readonly onGone: () => void
}

/** What can be done with the whole article. */
export function ArticleMenu({ record, onGone }: Props) {
  const { t } = useTranslation()
  const shell = useShell()
  const { article } = record
  const original = article.url ?? article.canonicalUrl
  const entries: MenuEntry[] = [
    {
      id: 'archive',
      label: t(article.archived ? 'library.unarchive' : 'library.archiveIt'),
      icon: article.archived ? <ArchiveRestore /> : <Archive />,
      onAction: record.toggleArchived,
    },
    {
      id: 'favourite',
      label: t(article.favourite ? 'library.unfavourite' : 'library.favourite'),
      icon: <Star {...(article.favourite ? { fill: 'currentColor' } : {})} />,
      onAction: record.toggleFavourite,
    },
    { id: 'tags', label: t('library.editTags'), icon: <Tag />, onAction: () => shell.open({ kind: 'tags', article }) },
    {
      id: 'export',
      label: t('export.open'),
      icon: <Share />,
      apart: true,
      onAction: () => shell.open({ kind: 'export', ids: [article.id] }),
    },
    ...(original === null
      ? []
      : [
          {
            id: 'original',
            label: t('library.openOriginal'),
            icon: <ExternalLink />,
            onAction: () => openOutside(original),
          },
        ]),
    {
      id: 'delete',
      label: t('library.delete'),
      icon: <Trash2 />,
      danger: true,
      apart: true,
      onAction: () => void record.remove().then((done) => done && onGone()),
    },
  ]
  return (
    <Menu label={t('reader.actions')} entries={entries}>
      <IconButton label={t('reader.actions')}>
        <Ellipsis />
      </IconButton>
    </Menu>
  )
}

/** By way of a link, as the shell hands only links to the system's browser. */
function openOutside(url: string): void {
  if (!/^https?:\/\//i.test(url)) return
  const link = document.createElement('a')
  Object.assign(link, { href: url, target: '_blank', rel: 'noopener noreferrer' })
  link.click()
}
