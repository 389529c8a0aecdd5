import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { shortcuts } from '../../app/shortcuts.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import styles from './find.module.css'
import type { Find } from './useFind.ts'

interface Props {
  readonly find: Find
  /** There is a margin for it to lie over. */
  readonly wide: boolean
  readonly onClose: () => void
}

/** Which of the matches is shown, and the way to the others. */
export function FindBar({ find, wide, onClose }: Props) {
  const { t } = useTranslation()
  const { query, total, current, step } = find
  return (
    <div className={styles.bar} data-wide={wide || undefined} role="toolbar" aria-label={t('reader.find.bar')}>
      <span className={styles.query} dir="auto">
        {query}
      </span>
      <span className={styles.count} role="status">
        {total === 0
          ? t('reader.find.none')
          : current < 0
            ? t('reader.find.total', { count: total })
            : t('reader.find.at', { at: current + 1, total })}
      </span>
      <IconButton
        label={t('reader.find.previous')}
        shortcut={shortcuts.previousMatch[0]}
        size="small"
        isDisabled={total === 0}
        onPress={() => step(-1)}
      >
        <ChevronUp />
      </IconButton>
      <IconButton
        label={t('reader.find.next')}
        shortcut={shortcuts.nextMatch[0]}
        size="small"
        isDisabled={total === 0}
        onPress={() => step(1)}
      >
        <ChevronDown />
      </IconButton>
      <IconButton label={t('reader.find.close')} shortcut={shortcuts.close[0]} size="small" onPress={onClose}>
        <X />
      </IconButton>
    </div>
  )
}
