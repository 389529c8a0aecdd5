import { useTranslation } from 'react-i18next'
import { PostilError, toErrorData } from '../../main/core/result.ts'
import { useConnection } from '../api/ApiProvider.tsx'
import { useCall } from '../api/useCall.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { Button } from '../ui/Button.tsx'
import styles from './app.module.css'
import { useShell } from './ShellContext.tsx'

/** What holds for the whole window: a host that is gone, a library that is read-only or has damaged files. */
export function Banners() {
  const { t } = useTranslation()
  const shell = useShell()
  const errorText = useErrorText()
  const connection = useConnection()
  const { data: status } = useCall('libraryStatus', {})
  const problems = status?.problems.length ?? 0
  return (
    <div className={styles.banners} aria-live="polite">
      {connection === 'lost' && <p className={styles.banner}>{t('app.connectionLost')}</p>}
      {connection === 'refused' && (
        <p className={styles.banner}>{errorText(toErrorData(new PostilError('unauthorized')))}</p>
      )}
      {status && status.newerFormat !== null ? (
        <p className={styles.banner}>
          {errorText(toErrorData(new PostilError('libraryNewer', { format: status.newerFormat })))}
        </p>
      ) : (
        status?.readOnly && <p className={styles.banner}>{t('app.readOnly')}</p>
      )}
      {problems > 0 && (
        <p className={styles.banner}>
          <span>{t('app.problems', { count: problems })}</span>
          <Button variant="quiet" onPress={() => shell.open({ kind: 'problems' })}>
            {t('app.problemsShow')}
          </Button>
        </p>
      )}
    </div>
  )
}
