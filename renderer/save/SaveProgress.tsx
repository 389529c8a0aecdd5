import type { Events } from '../../main/core/contract.ts'
import { Progress } from '../ui/Progress.tsx'
import styles from './save.module.css'
import { useStep } from './useStep.ts'

/** Which step the save has come to. */
export function SaveProgress({ progress }: { readonly progress: Events['progress'] | null }) {
  const { done = 0, total = null } = progress ?? {}
  const label = useStep(progress)
  const share = progress?.step === 'images' && total !== null && total > 0 ? done / total : null
  return (
    <div className={styles.progress}>
      <Progress label={label} share={share} />
    </div>
  )
}
