import { X } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './TagField.module.css'
import { addTags, suggestTags } from './tagInput.ts'
import { useTopLayer } from './useTopLayer.ts'

interface Props {
  readonly label: string
  readonly value: readonly string[]
  readonly onChange: (tags: readonly string[]) => void
  /** Tags in use elsewhere, the most used first. */
  readonly suggestions?: readonly string[]
  readonly placeholder?: string
  readonly autoFocus?: boolean
  /** The label is only read out. */
  readonly hideLabel?: boolean
}

/** Tags as chips: Enter or a comma adds, Backspace in the empty field takes the last one away, arrows walk the list. */
export function TagField(props: Props) {
  const { label, value, onChange, suggestions = [], placeholder, autoFocus = false, hideLabel = false } = props
  const { t } = useTranslation()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [active, setActive] = useState(-1)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (autoFocus) input.current?.focus()
  }, [autoFocus])
  const frame = useRef<HTMLDivElement>(null)
  const offered = open ? suggestTags(typed, suggestions, value) : []
  const list = useTopLayer(frame, offered.length > 0)
  const chosen = offered[active]

  const add = (text: string): void => {
    const next = addTags(value, text, suggestions)
    if (next.length > value.length) onChange(next)
    setTyped('')
    setActive(-1)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    // While an input method is composing, its keys are its own.
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) {
      event.preventDefault()
      setOpen(true)
      setActive((at) => Math.max(-1, Math.min(at + step, suggestTags(typed, suggestions, value).length - 1)))
    } else if (event.key === 'Enter' && (chosen !== undefined || typed.trim() !== '')) {
      event.preventDefault()
      event.stopPropagation()
      add(chosen ?? typed)
    } else if (event.key === 'Escape' && offered.length > 0) {
      event.preventDefault()
      event.stopPropagation()
      setOpen(false)
      setActive(-1)
    } else if (event.key === 'Backspace' && typed === '' && value.length > 0) {
      onChange(value.slice(0, -1))
    }
  }

  return (
    <div className={styles.field}>
      <label className={hideLabel ? 'unseen' : styles.label} htmlFor={id}>
        {label}
      </label>
      <div ref={frame} className={styles.frame}>
        {value.map((tag) => (
          <span key={tag} className={styles.chip} dir="auto">
            {tag}
            <button
              type="button"
              aria-label={t('common.removeTag', { tag })}
              onClick={() => onChange(value.filter((other) => other !== tag))}
            >
              <X />
            </button>
          </span>
        ))}
        <input
          id={id}
          className={styles.input}
          role="combobox"
          aria-expanded={offered.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${active}`}
          autoComplete="off"
          dir="auto"
          placeholder={value.length === 0 ? placeholder : undefined}
          ref={input}
          value={typed}
          onChange={(event) => {
            const text = event.target.value
            setOpen(true)
            setActive(-1)
            if (/[,\n،、]/.test(text)) add(text)
            else setTyped(text)
          }}
          onKeyDown={onKeyDown}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            setOpen(false)
            if (typed.trim() !== '') add(typed)
          }}
        />
      </div>
      <div ref={list} popover="manual" className={styles.list} id={`${id}-list`} role="listbox" aria-label={label}>
        {offered.map((tag, index) => (
          <div
            key={tag}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className={styles.option}
            dir="auto"
            // Before the field loses focus, which would close the list.
            onMouseDown={(event) => {
              event.preventDefault()
              add(tag)
            }}
          >
            {tag}
          </div>
        ))}
      </div>
    </div>
  )
}
