import { useTranslation } from 'react-i18next'
import type { Article } from '../../main/core/model/article.ts'
import { navigate } from '../app/route.ts'
import { useFormat } from '../locales/useFormat.ts'
import { Button } from '../ui/Button.tsx'
import styles from './save.module.css'

interface Props {
  readonly article: Article
  /** It was looked for a new version, and the page's text is the one that is here. */
  readonly unchanged: boolean
  readonly onAnother: () => void
  readonly onAgain: () => void
  readonly onClose: () => void
}

/** The page is in the library already: says since when, opens it, and offers a new version. */
export function Duplicate({ article, unchanged, onAnother, onAgain, onClose }: Props) {
  const { t } = useTranslation()
  const { date } = useFormat()
  return (
    <div className={styles.duplicate} role="status">
      <p className={styles.known}>{t(unchanged ? 'save.unchanged' : 'save.duplicate')}</p>
      <p className={styles.knownTitle} dir={article.dir} lang={article.lang ?? undefined}>
        {article.title}
      </p>
      <p>{unchanged ? t('save.unchangedText') : t('save.duplicateText', { date: date(article.createdAt) })}</p>
      <div className={styles.buttons}>
        <Button variant="plain" onPress={onAnother}>
          {t('save.another')}
        </Button>
        {!unchanged && <Button onPress={onAgain}>{t('saves.again')}</Button>}
        <Button
          variant="primary"
          autoFocus
          onPress={() => {
            onClose()
            navigate({ articleId: article.id })
          }}
        >
          {t('save.duplicateOpen')}
        </Button>
      </div>
    </div>
  )
}
