import { useTranslation } from 'react-i18next'
import type { Events } from '../../main/core/contract.ts'

/** Which step a save has come to, in words; pictures are counted, the rest has no measure. */
export function useStep(progress: Events['progress'] | null): string {
  const { t } = useTranslation()
  const { step = '', done = 0, total = null } = progress ?? {}
  const words: Readonly<Record<string, string>> = {
    fetch: t('save.stepFetch'),
    extract: t('save.stepExtract'),
    render: t('save.stepRender'),
    images: t('save.stepImages', { done, total: total ?? 0 }),
    store: t('save.stepStore'),
  }
  return words[step] ?? t('save.working')
}
