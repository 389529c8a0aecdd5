import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useProgress } from '../api/useCall.ts'
import { Progress } from '../ui/Progress.tsx'
import styles from './ListHead.module.css'

/** Fewer are done before they could be read about. */
const few = 200
/** Milliseconds without a word after which nobody is building any more (it was stopped). */
const silence = 8000

/** How far the index has come while it is being built; the list can be used meanwhile. */
export function IndexLine() {
  const { t } = useTranslation()
  const progress = useProgress('index')
  const [over, setOver] = useState(false)
  useEffect(() => {
    setOver(false)
    if (progress === null) return undefined
    const timer = setTimeout(() => setOver(true), silence)
    return () => clearTimeout(timer)
  }, [progress])
  if (progress === null || over) return null
  const { done, total } = progress
  if (total === null || total < few || done >= total) return null
  return (
    <div className={styles.building}>
      <Progress label={t('library.indexing', { done, total })} share={done / total} />
    </div>
  )
}
