import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReaderHighlight } from '../highlights/entry.ts'
import { NoteText } from './NoteText.tsx'
import styles from './note.module.css'

interface Props {
  readonly item: ReaderHighlight
  readonly active: boolean
  readonly onOpen: (key: string) => void
}

/** A note at rest: quiet until it is hovered or focused; a long one shows its beginning. */
export const QuietNote = memo(function QuietNote({ item, active, onOpen }: Props) {
  const { t } = useTranslation()
  return (
    <button
      type="button"
      className={styles.quiet}
      data-color={item.color}
      data-current={active || undefined}
      aria-description={t('reader.note.of', { quote: item.quote })}
      onClick={() => onOpen(item.key)}
    >
      {item.note !== '' && (
        <span className={styles.clamped} data-note-text="">
          <NoteText markdown={item.note} />
        </span>
      )}
      {item.unsaved !== null && <span className={styles.unsaved}>{t('reader.note.unsaved')}</span>}
      {item.tags.length > 0 && (
        <span className={styles.tags}>
          {item.tags.map((tag) => (
            <span key={tag} dir="auto">
              {tag}
            </span>
          ))}
        </span>
      )}
    </button>
  )
})
