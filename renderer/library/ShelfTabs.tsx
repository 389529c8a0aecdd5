import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Shelf } from '../../main/core/contract.ts'
import { useFormat } from '../locales/useFormat.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './Library.module.css'

interface Props {
  readonly shelf: Shelf
  readonly counts: Readonly<Record<Shelf, number>> | null
  readonly onChange: (shelf: Shelf) => void
}

export function ShelfTabs({ shelf, counts, onChange }: Props) {
  const { t } = useTranslation()
  const { count, number } = useFormat()
  const shown = [
    { id: 'reading', label: t('library.reading') },
    { id: 'archive', label: t('library.archive') },
    { id: 'favourites', label: t('library.favourites') },
    // The trash has an icon while it is not looked into; everything at once is where a search goes that finds nothing.
    ...(shelf === 'trash' ? [{ id: 'trash', label: t('library.trash') } as const] : []),
    ...(shelf === 'all' ? [{ id: 'all', label: t('library.everything') } as const] : []),
  ] as const
  return (
    <fieldset className={styles.shelves} aria-label={t('library.shelves')}>
      {shown.map(({ id, label }) => (
        <button
          key={id}
          type="button"
          className={cx(styles.shelf, id === shelf && styles.current)}
          aria-pressed={id === shelf}
          onClick={() => onChange(id)}
        >
          {label}
          {id === shelf && counts !== null && counts[id] > 0 && (
            <span className={styles.count} title={number(counts[id])}>
              <span aria-hidden="true">{count(counts[id])}</span>
              <span className="unseen">{number(counts[id])}</span>
            </span>
          )}
        </button>
      ))}
      {shelf !== 'trash' && (
        <span className={styles.trash}>
          <IconButton label={t('library.trash')} size="small" onPress={() => onChange('trash')}>
            <Trash2 />
          </IconButton>
        </span>
      )}
    </fieldset>
  )
}
