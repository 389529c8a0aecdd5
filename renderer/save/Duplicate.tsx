import { useTranslation } from 'react-i18next'
import type { Article } from '../../main/core/model/article.ts'
import { navigate } from '../app/route.ts'
import { useFormat } from '../locales/useFormat.ts'
import { Button } from '../ui/Button.tsx'
import styles from './save.module.css'

interface Props {
  readonly article: Article
  readonly onAnother: () => void
  readonly onClose: () => void
}

/** The page is in the library already: says since when, and opens it. */
export function Duplicate({ article, onAnother, onClose }: Props) {
  const { t } = useTranslation()
  const { date } = useFormat()
  return (
    <div className={styles.duplicate} role="status">
      <p className={styles.known}>{t('save.duplicate')}</p>
      <p className={styles.knownTitle} dir={article.dir} lang={article.lang ?? undefined}>
        {article.title}
      </p>
      <p>{t('save.duplicateText', { date: date(article.createdAt) })}</p>
      <div className={styles.buttons}>
        <Button onPress={onAnother}>{t('save.another')}</Button>
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
