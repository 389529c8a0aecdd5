import { X } from 'lucide-react'
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './Button.tsx'
import { IconButton } from './IconButton.tsx'
import { isTyping } from './shortcut.ts'
import styles from './Toasts.module.css'

export interface Toast {
  readonly message: string
  /** Given: the toast offers to take the deed back, by its button or Ctrl/⌘ Z. */
  readonly undo?: () => void
  /** Something to do next, where there is nothing to take back. */
  readonly action?: { readonly label: string; readonly run: () => void }
  /** Errors stay until they are closed. */
  readonly tone?: 'plain' | 'error'
}

interface Shown extends Toast {
  readonly key: number
}

export interface Toasts {
  /** Answers a number to close it by. */
  show(toast: Toast): number
  close(key: number): void
  /** The toast whose deed Ctrl/⌘ Z takes back; null while none offers to. */
  undoable(): number | null
}

const ToastsContext = createContext<Toasts | null>(null)

/** Milliseconds; long enough to read a sentence, and longer to reach for Undo. Stands still under pointer and focus. */
const lifetime = { said: 5000, offered: 9000 }
const most = 3

export function useToasts(): Toasts {
  const toasts = useContext(ToastsContext)
  if (!toasts) throw new Error('useToasts is used outside of ToastProvider')
  return toasts
}

function Card({ toast, onClose }: { readonly toast: Shown; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const { undo, action } = toast
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (held || toast.tone === 'error') return undefined
    const timer = setTimeout(onClose, undo || action ? lifetime.offered : lifetime.said)
    return () => clearTimeout(timer)
  }, [held, toast.tone, undo, action, onClose])
  return (
    <fieldset
      className={styles.toast}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={styles.message} dir="auto">
        {toast.message}
      </span>
      {undo && (
        <Button
          variant="plain"
          shortcut="Mod+Z"
          onPress={() => {
            onClose()
            undo()
          }}
        >
          {t('common.undo')}
        </Button>
      )}
      {action && (
        <Button
          variant="plain"
          onPress={() => {
            onClose()
            action.run()
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton label={t('common.close')} size="small" onPress={onClose}>
        <X />
      </IconButton>
    </fieldset>
  )
}

export function ToastProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState<readonly Shown[]>([])
  const count = useRef(0)
  const latest = useRef(shown)
  latest.current = shown
  const close = useCallback((key: number) => setShown((all) => all.filter((each) => each.key !== key)), [])
  const toasts = useMemo<Toasts>(
    () => ({
      show(toast) {
        count.current += 1
        const key = count.current
        setShown((all) => [...all, { ...toast, key }].slice(-most))
        return key
      },
      close,
      undoable: () => latest.current.findLast((toast) => toast.undo)?.key ?? null,
    }),
    [close],
  )

  useEffect(() => {
    const last = shown.findLast((toast) => toast.undo)
    if (!last) return undefined
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== 'z' || event.shiftKey || !(event.ctrlKey || event.metaKey)) return
      if (event.defaultPrevented || isTyping(event.target)) return
      event.preventDefault()
      close(last.key)
      last.undo?.()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [shown, close])

  return (
    <ToastsContext value={toasts}>
      {children}
      <section className={styles.region} aria-label={t('common.notifications')} aria-live="polite">
        {shown.map((toast) => (
          <Card key={toast.key} toast={toast} onClose={() => close(toast.key)} />
        ))}
      </section>
    </ToastsContext>
  )
}
