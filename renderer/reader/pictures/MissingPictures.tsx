import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../locales/useErrorText.ts'
import { useIsBeingSaved } from '../../save/batch/SavesContext.tsx'
import styles from './pictures.module.css'
import type { Pictures } from './usePictures.ts'

interface Props {
  readonly pictures: Pictures
  /** The page of the article. */
  readonly url: string | null
}

/** A quiet line in the article's head: how many pictures are missing, and the way to ask for them again. */
export function MissingPictures({ pictures, url }: Props) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { missing, fetching, progress, tried, error, retry } = pictures
  const coming = useIsBeingSaved(url)
  const { done = 0, total = null } = progress ?? {}
  const words = (): string => {
    if (fetching) return total ? t('reader.pictures.some', { done, total }) : t('reader.pictures.fetching')
    if (coming && missing > 0) return t('reader.pictures.coming', { count: missing })
    if (error) return errorText(error)
    if (missing === 0) return tried ? t('reader.pictures.all') : ''
    return t(tried ? 'reader.pictures.stillMissing' : 'reader.pictures.missing', { count: missing })
  }
  const said = words()
  return (
    // There from the beginning, so that what is said in it later is read out.
    <div role="status" className={said === '' ? 'unseen' : styles.line}>
      {said !== '' && <span>{said}</span>}
      {missing > 0 && !coming && retry && (
        // While they are fetched it stays, or the keys would have lost their place.
        <Button className={styles.again ?? ''} data-idle={!fetching || undefined} onPress={retry}>
          {t('common.retry')}
        </Button>
      )}
    </div>
  )
}
