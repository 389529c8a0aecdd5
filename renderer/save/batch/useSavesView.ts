import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../../api/ApiProvider.tsx'
import { navigate } from '../../app/route.ts'
import { shorten } from '../../ui/shorten.ts'
import { useToasts } from '../../ui/Toasts.tsx'
import { useSaves, useSavesState } from './SavesContext.tsx'
import { useSavesWords } from './useSavesWords.ts'

export interface SavesView {
  readonly open: boolean
  /** It was opened by hand, so it takes the focus. */
  readonly focus: boolean
  /** It has something to show that nobody has closed yet. */
  readonly unseen: boolean
  readonly toggle: () => void
  readonly close: () => void
  /** Closes it for what somebody turns to elsewhere; the focus stays there. */
  readonly fold: () => void
}

/**
 * Whether the panel is open. Many things open it at once; a single one that goes well only says so, and one that does
 * not opens it when it is known. Closed while it works, it says at the end what became of it.
 */
export function useSavesView(): SavesView {
  const { t } = useTranslation()
  const api = useApi()
  const saves = useSaves()
  const state = useSavesState()
  const toasts = useToasts()
  const { outcome } = useSavesWords(state)
  const [view, setView] = useState({ open: false, focus: false, unseen: false })
  const { items, running } = state
  const opener = useRef<Element | null>(null)

  const close = useCallback(() => {
    setView(({ unseen }) => ({ open: false, focus: false, unseen: unseen && saves.snapshot().running }))
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus()
    opener.current = null
  }, [saves])
  const fold = useCallback(() => {
    if (document.activeElement?.closest('[data-saves]')) return
    opener.current = null
    setView((now) => (now.open ? { ...now, open: false, focus: false } : now))
  }, [])
  const show = useCallback(() => {
    opener.current = document.activeElement
    setView({ open: true, focus: true, unseen: true })
  }, [])

  const before = useRef({ running: false, count: 0 })
  const latest = useRef({ view, outcome })
  latest.current = { view, outcome }
  useEffect(() => {
    const { running: was, count } = before.current
    before.current = { running, count: items.length }
    const [only] = items
    if (only === undefined) return
    const grew = items.length > count || (running && !was)
    if (grew && items.length > 1) setView((now) => ({ open: true, focus: now.open && now.focus, unseen: true }))
    if (running || !(was || grew)) return
    const { article, state: end, source } = only
    if (items.length > 1) {
      if (latest.current.view.open) return
      const message = t('saves.summary', { parts: latest.current.outcome })
      toasts.show({ message, action: { label: t('saves.showList'), run: show } })
    } else if (end === 'saved' && article !== null) {
      const title = shorten(article.title)
      const typed = source?.piece.kind === 'text' || source?.piece.kind === 'html'
      const { id } = article
      toasts.show({
        message: t(typed ? 'saves.pastedSaved' : 'save.saved', { title }),
        // A slip of the hand pastes, too.
        ...(typed ? { undo: () => void api.deleteArticles({ ids: [id] }) } : {}),
        action: { label: t('library.open'), run: () => navigate({ articleId: id }) },
      })
      setView({ open: false, focus: false, unseen: false })
    } else if (end !== 'cancelled') setView({ open: true, focus: false, unseen: true })
  }, [items, running, api, toasts, t, show])

  const { open, focus, unseen } = view
  return useMemo(
    () => ({ open, focus, unseen, close, fold, toggle: open ? close : show }),
    [open, focus, unseen, close, fold, show],
  )
}
