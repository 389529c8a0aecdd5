import { Search, X } from 'lucide-react'
import { type Ref, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './Library.module.css'
import { inserted } from './operators.ts'
import { SearchHelp } from './SearchHelp.tsx'

/** Milliseconds without a key press before the list is asked. */
const pause = 120

interface Props {
  readonly ref: Ref<HTMLInputElement>
  readonly text: string
  readonly onChange: (text: string) => void
  /** The list is to take the focus. */
  readonly onLeave: () => void
}

export function SearchBox({ ref, text, onChange, onLeave }: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(text)
  const input = useRef<HTMLInputElement>(null)
  useImperativeHandle<HTMLInputElement | null, HTMLInputElement | null>(ref, () => input.current)
  // What was reported comes back as `text` a little later, when more may have been typed: that is no news.
  const reported = useRef(text)
  const latest = useRef(onChange)
  latest.current = onChange
  const report = useCallback((words: string) => {
    reported.current = words
    latest.current(words)
  }, [])

  useLayoutEffect(() => {
    if (text !== reported.current) setTyped(text)
    reported.current = text
  }, [text])
  useEffect(() => {
    if (typed === reported.current) return undefined
    const timer = setTimeout(() => report(typed), typed === '' ? 0 : pause)
    return () => clearTimeout(timer)
  }, [typed, report])

  const insert = (example: string): void => {
    const field = input.current
    if (!field) return
    const next = inserted(typed, field.selectionStart ?? typed.length, example)
    setTyped(next.text)
    field.focus()
    // After the field has its new text.
    requestAnimationFrame(() => field.setSelectionRange(next.caret, next.caret))
  }

  return (
    <search className={styles.search}>
      <Search aria-hidden />
      <input
        ref={input}
        type="text"
        inputMode="search"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={t('library.search')}
        placeholder={t('library.search')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return
          if (event.key === 'Escape' && typed !== '') {
            event.preventDefault()
            event.stopPropagation()
            setTyped('')
          } else if (event.key === 'ArrowDown' || event.key === 'Enter' || event.key === 'Escape') {
            event.preventDefault()
            event.stopPropagation()
            if (typed !== text) report(typed)
            onLeave()
          }
        }}
      />
      {typed === '' ? (
        <Kbd keys="/" />
      ) : (
        <IconButton label={t('library.clearSearch')} size="small" shortcut="Escape" onPress={() => setTyped('')}>
          <X />
        </IconButton>
      )}
      <SearchHelp onInsert={insert} />
    </search>
  )
}
