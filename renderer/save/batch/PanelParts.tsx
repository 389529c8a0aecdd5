import { Pause, Play, Square, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../locales/useErrorText.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { useToasts } from '../../ui/Toasts.tsx'
import { type ItemState, type SaveItem, type SavesState, tally } from './item.ts'
import { useSaves } from './SavesContext.tsx'
import styles from './saves.module.css'
import type { SavesWords } from './useSavesWords.ts'

interface Props {
  readonly state: SavesState
  readonly words: SavesWords
}

/** How far it has come, and how it is held up and called off. */
export function PanelHead({ state, words, onClose }: Props & { readonly onClose: () => void }) {
  const { t } = useTranslation()
  const saves = useSaves()
  const { done, total } = tally(state.items)
  const { running, phase, trouble } = state
  const paused = phase === 'paused' || phase === 'pausing'
  const errorText = useErrorText()
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <h2 className={styles.title}>{words.headline}</h2>
        {running && (
          <>
            {paused ? (
              <IconButton label={t('saves.resume')} size="small" onPress={saves.resume}>
                <Play />
              </IconButton>
            ) : (
              <IconButton label={t('saves.pause')} size="small" onPress={saves.pause}>
                <Pause />
              </IconButton>
            )}
            <IconButton label={t('saves.stop')} size="small" onPress={saves.cancel}>
              <Square />
            </IconButton>
          </>
        )}
        <IconButton label={t(running ? 'saves.hide' : 'common.close')} size="small" onPress={onClose}>
          <X />
        </IconButton>
      </div>
      {running ? (
        <div
          className={styles.track}
          role="progressbar"
          aria-label={t('saves.title')}
          aria-valuemin={0}
          aria-valuemax={total}
          aria-valuenow={done}
          aria-valuetext={words.headline}
        >
          <div
            className={styles.fill}
            data-paused={paused || undefined}
            style={{ width: `${(100 * done) / total}%` }}
          />
        </div>
      ) : (
        words.outcome !== '' && <p className={styles.outcome}>{words.outcome}</p>
      )}
      {trouble && (
        <p className={styles.trouble} role="alert" dir="auto">
          {errorText(trouble)}
        </p>
      )}
    </header>
  )
}

/** What can be done with all of a kind, and the receipt, once it is over. */
export function PanelFoot({ state: { items, running }, words }: Props) {
  const { t } = useTranslation()
  const saves = useSaves()
  const toasts = useToasts()
  const all = (state: ItemState): readonly SaveItem[] =>
    items.filter((item) => item.state === state && item.source !== null)
  const failed = [...all('failed'), ...all('cancelled')]
  const there = all('duplicate')
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(words.receipt())
      toasts.show({ message: t('saves.copied') })
    } catch {
      toasts.show({ message: t('reader.copyRefused'), tone: 'error' })
    }
  }
  if (running || items.length < 2) return null
  return (
    <footer className={styles.foot}>
      {failed.length > 1 && <Button onPress={() => saves.retry(failed)}>{t('saves.retryAll')}</Button>}
      {there.length > 1 && <Button onPress={() => saves.again(there)}>{t('saves.againAll')}</Button>}
      <Button variant="plain" onPress={copy}>
        {t('saves.copy')}
      </Button>
    </footer>
  )
}
