import { useTranslation } from 'react-i18next'
import type { Events } from '../../main/core/contract.ts'
import { Progress } from '../ui/Progress.tsx'
import styles from './save.module.css'

/** Which step the save has come to; pictures are counted, the rest has no measure. */
export function SaveProgress({ progress }: { readonly progress: Events['progress'] | null }) {
  const { t } = useTranslation()
  const { done = 0, total = null } = progress ?? {}
  const words: Readonly<Record<string, string>> = {
    fetch: t('save.stepFetch'),
    extract: t('save.stepExtract'),
    images: t('save.stepImages', { done, total: total ?? 0 }),
    store: t('save.stepStore'),
  }
  const label = words[progress?.step ?? ''] ?? t('save.working')
  const share = progress?.step === 'images' && total !== null && total > 0 ? done / total : null
  return (
    <div className={styles.progress}>
      <Progress label={label} share={share} />
    </div>
  )
}
