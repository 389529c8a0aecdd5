import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useReadOnly } from '../api/useReadOnly.ts'
import { Library, type LibraryHandle } from '../library/Library.tsx'
import { useArticleActions } from '../library/useArticleActions.ts'
import { useCurrentArticle } from '../library/useCurrentArticle.ts'
import { useSaves } from '../save/batch/SavesContext.tsx'
import { SavesPanel } from '../save/batch/SavesPanel.tsx'
import { SavesStatus } from '../save/batch/SavesStatus.tsx'
import { useSavesView } from '../save/batch/useSavesView.ts'
import type { Intake } from '../save/intake/piece.ts'
import { Spinner } from '../ui/Progress.tsx'
import { useToasts } from '../ui/Toasts.tsx'
import { useMedia } from '../ui/useMedia.ts'
import styles from './app.module.css'
import { Banners } from './Banners.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Overlays } from './Overlays.tsx'
import { navigate, useRoute } from './route.ts'
import { type Overlay, ShellContext } from './ShellContext.tsx'
import type { Command } from './shortcuts.ts'
import { useIntake } from './useIntake.ts'
import { useKeys } from './useKeys.ts'
import { Welcome } from './Welcome.tsx'

const ReaderScreen = lazy(() => import('../reader/ReaderScreen.tsx'))

/** The list beside the article; on a narrow window one of the two. */
export function Shell() {
  const { t } = useTranslation()
  const { articleId, target } = useRoute()
  const [overlay, setOverlay] = useState<Overlay | null>(null)
  const library = useRef<LibraryHandle>(null)
  const actions = useArticleActions()
  const current = useCurrentArticle(articleId)
  const readOnly = useReadOnly()
  // On a narrow window the list is all there is.
  const alone = useMedia('(max-width: 800px)') && articleId === null
  const landmark = alone ? { role: 'main' } : { role: 'navigation', 'aria-label': t('app.library') }
  const saves = useSaves()
  const savesView = useSavesView()
  const toasts = useToasts()
  const shell = useMemo(() => ({ open: setOverlay, saves: savesView }), [savesView])
  const back = useCallback(() => {
    navigate({ articleId: null })
    // The list may be hidden until the route has changed.
    requestAnimationFrame(() => library.current?.focusList())
  }, [])

  const onArticle = async (act: 'archive' | 'favourite' | 'tags' | 'delete'): Promise<void> => {
    const article = library.current?.focused() ?? (await current())
    if (!article || readOnly) return
    if (act === 'archive') actions.setArchived(article, !article.archived)
    else if (act === 'favourite') actions.setFavourite(article, !article.favourite)
    else if (act === 'tags') setOverlay({ kind: 'tags', article })
    else if (article.deletedAt) setOverlay({ kind: 'purge', ids: [article.id], count: 1 })
    else actions.remove([article.id])
  }

  const run = (command: Command | 'export'): void => {
    switch (command) {
      case 'search':
        // At once where it can be: what is typed next belongs to the field.
        if (library.current?.isVisible()) library.current.focusSearch()
        else {
          navigate({ articleId: null })
          requestAnimationFrame(() => library.current?.focusSearch())
        }
        return
      case 'save':
      case 'settings':
      case 'keys':
        setOverlay({ kind: command })
        return
      case 'export':
        setOverlay({ kind: 'export', ids: articleId === null ? 'all' : [articleId] })
        return
      case 'close':
        if (articleId !== null) back()
        return
      default:
        void onArticle(command)
    }
  }
  useKeys(run)
  const { fold } = savesView
  // What is read needs the room, its margin too.
  useEffect(() => {
    if (articleId !== null) fold()
  }, [articleId, fold])
  const dragging = useIntake(!readOnly, (intake: Intake) => {
    if (intake.pieces.length + intake.refused.length > 0) saves.add(intake)
    else toasts.show({ message: t('saves.nothing') })
  })

  return (
    <ShellContext value={shell}>
      <div className={styles.window} data-reading={articleId === null ? undefined : ''}>
        <Banners />
        <div className={styles.side} {...landmark}>
          <ErrorBoundary>
            <Library ref={library} openId={articleId} />
          </ErrorBoundary>
        </div>
        <main className={styles.main}>
          <ErrorBoundary resetKey={articleId ?? ''}>
            {articleId === null ? (
              <Welcome />
            ) : (
              <Suspense
                fallback={
                  <div className={styles.centre}>
                    <Spinner label={t('common.loading')} />
                  </div>
                }
              >
                <ReaderScreen key={articleId} articleId={articleId} target={target} onBack={back} />
              </Suspense>
            )}
          </ErrorBoundary>
        </main>
      </div>
      {savesView.open && <SavesPanel focus={savesView.focus} onClose={savesView.close} />}
      <SavesStatus />
      <Overlays overlay={overlay} onClose={() => setOverlay(null)} />
      {dragging && <div className={styles.drop}>{t('save.fileDropAnywhere')}</div>}
    </ShellContext>
  )
}
