import { useTranslation } from 'react-i18next'
import { placeOf, type ReaderHighlight } from '../highlights/entry.ts'
import { NoteText } from '../notes/NoteText.tsx'
import styles from './panels.module.css'

interface Props {
  readonly items: readonly ReaderHighlight[]
  readonly active: string | null
  readonly dir: 'ltr' | 'rtl'
  readonly onChoose: (key: string) => void
}

/** Every highlight of the article in reading order; those that have lost their place come last and say so. */
export function HighlightsPanel({ items, active, dir, onChoose }: Props) {
  const { t } = useTranslation()
  const placed = items.filter((item) => placeOf(item) !== null)
  const unplaced = items.filter((item) => placeOf(item) === null)
  if (items.length === 0) return <p className={styles.empty}>{t('reader.highlights.empty')}</p>
  return (
    <div className={styles.list}>
      {placed.map((item) => (
        <button
          key={item.key}
          type="button"
          className={styles.highlight}
          data-color={item.color}
          aria-current={item.key === active || undefined}
          aria-description={t(`reader.colors.${item.color}`)}
          onClick={() => onChoose(item.key)}
        >
          <Body item={item} dir={dir} />
        </button>
      ))}
      {unplaced.length > 0 && (
        <>
          <h3 className={styles.subhead}>{t('reader.highlights.unplaced')}</h3>
          <p className={styles.hint}>{t('reader.highlights.unplacedHint')}</p>
          {unplaced.map((item) => (
            <div key={item.key} className={styles.highlight} data-color={item.color} data-unplaced="">
              <span className={styles.label}>
                {t(`reader.highlights.${item.anchor.status === 'unsure' ? 'unsure' : 'lost'}`)}
              </span>
              <Body item={item} dir={dir} />
            </div>
          ))}
        </>
      )}
    </div>
  )
}

function Body({ item, dir }: { readonly item: ReaderHighlight; readonly dir: 'ltr' | 'rtl' }) {
  return (
    <>
      <span className={styles.quote} dir={dir}>
        {item.quote}
      </span>
      {item.note !== '' && (
        <span className={styles.note}>
          <NoteText markdown={item.note} />
        </span>
      )}
      {item.tags.length > 0 && (
        <span className={styles.tags} dir="auto">
          {item.tags.join(' · ')}
        </span>
      )}
    </>
  )
}
