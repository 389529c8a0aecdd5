import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { scrollable } from '../../ui/scrollable.ts'
import type { ItemState, SaveItem } from './item.ts'
import { PanelFoot, PanelHead } from './PanelParts.tsx'
import { SaveRow } from './SaveRow.tsx'
import { useSavesState } from './SavesContext.tsx'
import styles from './saves.module.css'
import { type SavesWords, useSavesWords } from './useSavesWords.ts'

/** What is looked at first: what is at work, then what asks for something. */
const order: readonly ItemState[] = [
  'running',
  'retrying',
  'failed',
  'duplicate',
  'renewed',
  'saved',
  'cancelled',
  'waiting',
]
/** More of a kind than anybody reads here; the receipt lists them all. */
const most = 100

interface Props {
  /** It was asked for, so the focus goes there; else it comes by itself and takes nothing away. */
  readonly focus: boolean
  readonly onClose: () => void
}

/** What is being saved and what became of it. Not a dialog: everything else goes on beside it. */
export function SavesPanel({ focus, onClose }: Props) {
  const { t } = useTranslation()
  const state = useSavesState()
  const words = useSavesWords(state)
  const panel = useRef<HTMLElement>(null)
  const close = useRef(onClose)
  close.current = onClose

  useEffect(() => {
    if (focus) panel.current?.focus({ preventScroll: true })
  }, [focus])

  useEffect(() => {
    const element = panel.current
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      event.preventDefault()
      close.current()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [])

  return (
    <section ref={panel} className={styles.panel} aria-label={t('saves.panel')} tabIndex={-1} data-saves>
      <PanelHead state={state} words={words} onClose={onClose} />
      <div ref={scrollable} className={styles.list}>
        {order.map((each) => (
          <Group key={each} items={state.items.filter((item) => item.state === each)} words={words} />
        ))}
        {state.leftOut > 0 && <p className={styles.note}>{t('saves.leftOut', { count: state.leftOut })}</p>}
      </div>
      <PanelFoot state={state} words={words} />
    </section>
  )
}

function Group({ items, words }: { readonly items: readonly SaveItem[]; readonly words: SavesWords }) {
  const { t } = useTranslation()
  const [first] = items
  if (first === undefined) return null
  const heading = first.state === 'running' ? t('saves.running') : t(`saves.${first.state}`, { count: items.length })
  return (
    <>
      <h3 className={styles.group}>{heading}</h3>
      <ul>
        {items.slice(0, most).map((item) => (
          <SaveRow key={item.key} item={item} reason={words.reason(item)} />
        ))}
      </ul>
      {items.length > most && <p className={styles.note}>{t('saves.further', { count: items.length - most })}</p>}
    </>
  )
}
