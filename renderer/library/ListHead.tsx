import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './ListHead.module.css'
import { SortMenu } from './SortMenu.tsx'
import { TagFilter } from './TagFilter.tsx'
import { isSearch, type Order, type View } from './view.ts'

interface Props {
  readonly view: View
  readonly order: Order
  readonly total: number
  /** The answer belongs to the question before, so its number is not said. */
  readonly stale: boolean
  readonly onView: (patch: Partial<View>) => void
  readonly onOrder: (order: Order) => void
}

/** The line over the list: of which tag, in which order, and how many were found. */
export function ListHead({ view, order, total, stale, onView, onOrder }: Props) {
  const { t } = useTranslation()
  const searching = isSearch(view)
  const sorting = total > 1 && <SortMenu order={order} searching={searching} onChange={onOrder} />
  return (
    <div className={styles.head} data-searching={searching || undefined}>
      <span className={searching && total > 0 ? styles.total : 'unseen'} role="status">
        {searching && !stale ? t('library.hits', { count: total }) : ''}
      </span>
      {!searching && sorting}
      {view.tag !== null && (
        <span className={styles.tag}>
          <span className={styles.tagName} dir="auto">
            {view.tag}
          </span>
          <IconButton label={t('library.clearTag')} size="small" onPress={() => onView({ tag: null })}>
            <X />
          </IconButton>
        </span>
      )}
      <span className={styles.space} />
      {searching && sorting}
      {view.tag === null && <TagFilter onChange={(tag) => onView({ tag })} />}
    </div>
  )
}
