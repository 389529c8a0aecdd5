import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/ApiProvider.tsx'
import { useWork } from '../../api/useWork.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { AtWork } from './AtWork.tsx'
import styles from './library.module.css'
import { Section } from './Section.tsx'

/** The index is made from the files, and can be made again at any time. */
export function IndexSection() {
  const { t } = useTranslation()
  const api = useApi()
  const work = useWork()
  const [built, setBuilt] = useState<number | null>(null)

  const rebuild = async (): Promise<void> => {
    setBuilt(null)
    const answer = await work.run((task) => api.reindex({ task }))
    setBuilt(answer?.articles ?? null)
  }

  return (
    <Section title={t('settings.checks.index')} text={t('settings.checks.indexText')}>
      {work.task === null ? (
        <div className={styles.buttons}>
          <Button onPress={() => void rebuild()}>{t('settings.checks.rebuild')}</Button>
        </div>
      ) : (
        <AtWork label={t('settings.checks.rebuilding')} work={work} />
      )}
      {work.error && <ErrorNotice error={work.error} />}
      {built !== null && (
        <p className={styles.result} role="status">
          {t('settings.checks.rebuilt', { count: built })}
        </p>
      )}
    </Section>
  )
}
