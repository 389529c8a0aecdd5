import { Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HighlightColor } from '../../../main/core/model/highlight.ts'
import { useErrorText } from '../../locales/useErrorText.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { TagField } from '../../ui/TagField.tsx'
import { scrolling } from '../article/jump.ts'
import { ColorButtons } from '../highlights/ColorButtons.tsx'
import type { ReaderHighlight } from '../highlights/entry.ts'
import type { Outcome } from '../highlights/history.ts'
import { NoteEditor } from './NoteEditor.tsx'
import styles from './note.module.css'
import { useNoteSaver } from './useNoteSaver.ts'

export interface NoteActs {
  save(key: string, note: string, sitting: string): Promise<Outcome>
  tag(key: string, tags: readonly string[]): void
  recolor(key: string, color: HighlightColor): void
  remove(key: string): void
  /** Back to the text. */
  close(key: string): void
  open(key: string): void
}

interface Props {
  readonly item: ReaderHighlight
  readonly focus: 'note' | 'tags' | null
  readonly suggestions: readonly string[]
  readonly acts: NoteActs
}

let sittings = 0

/** The open note of the active highlight: its text, tags, colours, and whether it is saved. */
export function NoteCard({ item, focus, suggestions, acts }: Props) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [sitting] = useState(() => {
    sittings += 1
    return `note-${sittings}`
  })
  const { state, saver } = useNoteSaver(item, (text) => acts.save(item.key, text, sitting))
  const card = useRef<HTMLElement>(null)
  const failed = typeof state === 'object'

  useEffect(() => {
    // A card beneath a long paragraph may be out of sight. After the text was settled for the room that the card takes.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => card.current?.scrollIntoView({ block: 'nearest', behavior: scrolling() }))
    })
    return () => cancelAnimationFrame(frame)
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    void saver.flush()
    acts.close(item.key)
  }

  return (
    <section
      ref={card}
      className={styles.card}
      data-color={item.color}
      aria-label={t('reader.note.of', { quote: item.quote })}
      onKeyDown={onKeyDown}
    >
      <NoteEditor
        markdown={item.note}
        label={t('reader.note.label')}
        placeholder={t('reader.note.placeholder')}
        autoFocus={focus === 'note'}
        onEdit={(text) => saver.edit(text)}
        onBlur={() => void saver.flush()}
      />
      <div className={styles.tagField}>
        <TagField
          label={t('reader.note.tags')}
          hideLabel
          value={item.tags}
          placeholder={t('reader.note.addTag')}
          suggestions={suggestions}
          autoFocus={focus === 'tags'}
          onChange={(tags) => acts.tag(item.key, tags)}
        />
      </div>
      {failed && (
        <p className={styles.failure} role="alert">
          {errorText(state)} {t('reader.note.kept')}{' '}
          <button type="button" className={styles.retry} onClick={() => void saver.flush()}>
            {t('common.retry')}
          </button>
        </p>
      )}
      <div className={styles.foot}>
        <ColorButtons className={styles.dot} current={item.color} onPick={(color) => acts.recolor(item.key, color)} />
        <IconButton
          size="small"
          label={t('reader.highlight.delete')}
          shortcut="Delete"
          onPress={() => acts.remove(item.key)}
        >
          <Trash2 />
        </IconButton>
        <span className={styles.state} role="status">
          {t(failed ? 'reader.note.unsaved' : `reader.note.${state === 'saved' ? 'saved' : 'saving'}`)}
        </span>
        <button type="button" className={styles.esc} onClick={() => acts.close(item.key)}>
          <span className="unseen">{t('reader.note.close')}</span>
          <Kbd keys="Escape" />
        </button>
      </div>
    </section>
  )
}
