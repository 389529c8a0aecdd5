import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../locales/useErrorText.ts'
import styles from './pictures.module.css'
import type { Pictures } from './usePictures.ts'

/** A quiet line in the article's head: how many pictures are missing, and the way to ask for them again. */
export function MissingPictures({ pictures }: { readonly pictures: Pictures }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { missing, fetching, progress, tried, error, retry } = pictures
  const { done = 0, total = null } = progress ?? {}
  const words = (): string => {
    if (fetching) return total ? t('reader.pictures.some', { done, total }) : t('reader.pictures.fetching')
    if (error) return errorText(error)
    if (missing === 0) return tried ? t('reader.pictures.all') : ''
    return t(tried ? 'reader.pictures.stillMissing' : 'reader.pictures.missing', { count: missing })
  }
  const said = words()
  return (
    // There from the beginning, so that what is said in it later is read out.
    <div role="status" className={said === '' ? 'unseen' : styles.line}>
      {said !== '' && <span>{said}</span>}
      {missing > 0 && !fetching && retry && (
        <Button className={styles.again ?? ''} onPress={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
