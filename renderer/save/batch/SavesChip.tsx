import { Check, Pause, TriangleAlert } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useShell } from '../../app/ShellContext.tsx'
import { useFormat } from '../../locales/useFormat.ts'
import { tally } from './item.ts'
import { useSavesState } from './SavesContext.tsx'
import styles from './saves.module.css'
import { useSavesWords } from './useSavesWords.ts'

/** Beside the library's name while something is being saved, and until what became of it was seen: opens the panel. */
export function SavesChip() {
  const { t } = useTranslation()
  const shell = useShell()
  const state = useSavesState()
  const { outcome } = useSavesWords(state)
  const { number, percent } = useFormat()
  const { done, total, failed } = tally(state.items)
  if (!shell.saves.unseen && !state.running) return null
  const { running, phase } = state
  const ready = running ? done : done - failed
  // The head is narrow, and so are its words.
  const short = total < 1000 ? `${number(ready)}/${number(total)}` : percent(ready / total)
  const paused = phase === 'paused' || phase === 'pausing'
  return (
    <Button
      className={styles.chip ?? ''}
      // What is seen is part of what is said, so that it can be asked for by voice.
      aria-label={t('saves.show', { state: running ? `${t('saves.title')} ${short}` : `${short}: ${outcome}` })}
      aria-expanded={shell.saves.open}
      onPress={shell.saves.toggle}
    >
      {running && !paused ? (
        <svg className={styles.ring} viewBox="0 0 16 16" aria-hidden>
          <circle cx="8" cy="8" r="6" />
          <circle cx="8" cy="8" r="6" pathLength={100} strokeDasharray={`${Math.max(4, (100 * done) / total)} 100`} />
        </svg>
      ) : paused ? (
        <Pause aria-hidden />
      ) : failed > 0 ? (
        <TriangleAlert aria-hidden />
      ) : (
        <Check aria-hidden />
      )}
      {short}
    </Button>
  )
}
