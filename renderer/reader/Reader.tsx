import { type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedArticle, ReaderApi } from '../../main/core/contract.ts'
import { useCall } from '../api/useCall.ts'
import { redirect, type Target } from '../app/route.ts'
import { useSettings } from '../settings/SettingsProvider.tsx'
import { ArticleHeader } from './article/ArticleHeader.tsx'
import { articleClass } from './article/articleClass.ts'
import { jumpToHighlight } from './article/jump.ts'
import { useArticle } from './article/useArticle.ts'
import { useArticleClicks } from './article/useArticleClicks.ts'
import { FindBar } from './find/FindBar.tsx'
import { useFind } from './find/useFind.ts'
import { useFoundNotes } from './find/useFoundNotes.ts'
import { useHighlightTarget } from './find/useHighlightTarget.ts'
import { useActive } from './highlights/useActive.ts'
import { useHighlightActs } from './highlights/useHighlightActs.ts'
import { useHighlightKeys } from './highlights/useHighlightKeys.ts'
import { useHighlightStore } from './highlights/useHighlightStore.ts'
import { InlineNotes, MarginNotes } from './notes/Notes.tsx'
import { ReaderBar } from './panels/ReaderBar.tsx'
import { MissingPictures } from './pictures/MissingPictures.tsx'
import { usePictures } from './pictures/usePictures.ts'
import { ProgressLine } from './position/ProgressLine.tsx'
import { useReadingPosition } from './position/useReadingPosition.ts'
import { useWide } from './position/useWide.ts'
import styles from './reader.module.css'
import { SelectionToolbar } from './selection/SelectionToolbar.tsx'
import { useSelection } from './selection/useSelection.ts'
import { useSelectionKeys } from './selection/useSelectionKeys.ts'
import { useArticleRecord } from './useArticleRecord.ts'
import { useFocus } from './useFocus.ts'
import { useNoted, usePainting } from './usePainting.ts'

interface Props {
  readonly api: ReaderApi
  readonly opened: OpenedArticle
  /** What in it is looked for. */
  readonly target: Target
  /** Filled in here: takes what another window or tool has changed. */
  readonly fresh: RefObject<(opened: OpenedArticle) => void>
  readonly onBack: () => void
}

/** An open article with everything that lies over and beside it. Each concern is a hook of its own folder. */
export function Reader({ api, opened, target, fresh, onBack }: Props) {
  const { t } = useTranslation()
  const screen = useRef<HTMLDivElement>(null)
  const scroller = useRef<HTMLDivElement>(null)
  const host = useRef<HTMLDivElement>(null)

  const record = useArticleRecord(api, opened.article)
  const { article } = record
  const { store, items } = useHighlightStore(api, opened)
  const { replace } = record
  // As it is now: the one that was opened, or the same with pictures that have come since.
  const [document, setDocument] = useState(opened.document)
  useEffect(() => {
    fresh.current = (next) => {
      replace(next.article)
      setDocument(next.document)
      store.reconcile(next.highlights)
    }
  }, [fresh, replace, store])

  const control = useActive()
  const { active } = control
  const wide = useWide(screen)
  const noted = useNoted(items, active)
  const painting = usePainting(items, noted, active, wide)
  const handle = useArticle(host, opened.document, painting, {
    label: t('reader.article'),
    details: t('reader.details'),
    missing: t('reader.pictures.place'),
    retry: t('common.retry'),
    lang: article.lang,
    dir: article.dir,
  })
  const pictures = usePictures(api, article.id, document, handle)
  const { selection, clear, settle } = useSelection(handle)
  useSelectionKeys(handle, screen, scroller, article)
  const { settings, update } = useSettings()
  const { lastColor } = settings
  const onColor = useCallback(
    (color: typeof lastColor) => {
      if (color !== lastColor) update({ lastColor: color })
    },
    [lastColor, update],
  )
  const acts = useHighlightActs({ store, handle, selection, clearSelection: clear, control, lastColor, onColor })
  const progress = useReadingPosition(scroller, handle, opened.article, api.setReadingPosition)
  const tags = useCall('listTags', {}).data?.tags
  const suggestions = useMemo(() => (tags ?? []).map(({ tag }) => tag), [tags])
  useArticleClicks(handle, scroller, store, control)
  useFocus(
    scroller,
    handle,
    active?.key ?? null,
    useMemo(() => ({ items, document }), [items, document]),
  )

  const jump = useCallback(
    (key: string) => {
      control.mark(key)
      if (scroller.current !== null && handle !== null) jumpToHighlight(scroller.current, handle, key)
    },
    [control, handle],
  )
  const find = useFind(handle, scroller, target)
  useHighlightTarget(handle, items, target.highlight, control, jump)
  useFoundNotes(
    screen,
    target.query,
    useMemo(() => ({ noted, active, wide, handle }), [noted, active, wide, handle]),
  )
  const { id } = article
  const endFind = useCallback(() => redirect({ articleId: id }), [id])
  useHighlightKeys(screen, {
    acts,
    hasSelection: selection !== null,
    settle,
    hasActive: active !== null,
    onBack: () => {
      if (active?.open) acts.close(active.key)
      else if (selection !== null) clear()
      else if (active !== null) control.clear()
      else if (find !== null) endFind()
      else onBack()
    },
    onStep: (step) => {
      const placed = items.filter((item) => 'start' in item.anchor)
      const at = placed.findIndex((item) => item.key === active?.key)
      const next = placed[at < 0 && step < 0 ? placed.length - 1 : (at + step + placed.length) % placed.length]
      if (next !== undefined) jump(next.key)
    },
  })

  const notes = { handle, items: noted, active, suggestions, acts }
  return (
    <div ref={screen} className={styles.screen} data-wide={wide || undefined}>
      <ReaderBar
        record={record}
        handle={handle}
        scroller={scroller}
        items={items}
        active={active?.key ?? null}
        onJump={jump}
        onBack={onBack}
      />
      {find !== null && <FindBar find={find} wide={wide} onClose={endFind} />}
      <section ref={scroller} className={styles.scroller} data-scroller="" aria-label={t('reader.text')}>
        <div className={styles.page} dir={article.dir}>
          <article className={styles.column}>
            <ArticleHeader article={article} progress={progress}>
              <MissingPictures pictures={pictures} url={article.url} />
            </ArticleHeader>
            <div ref={host} data-fetching={pictures.fetching || undefined} className={articleClass(article.lang)} />
          </article>
          {wide ? <MarginNotes {...notes} /> : <InlineNotes {...notes} />}
        </div>
        {selection !== null && (
          <SelectionToolbar
            selection={selection}
            scroller={scroller}
            onPaint={acts.paint}
            onNote={() => acts.annotate('note')}
            onTag={() => acts.annotate('tags')}
            onCopy={acts.copy}
          />
        )}
      </section>
      <ProgressLine progress={progress} />
    </div>
  )
}
