import { type RefObject, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { AppearanceButton } from '../../settings/AppearanceButton.tsx'
import type { ArticleHandle } from '../article/handle.ts'
import { headingsOf } from '../article/headings.ts'
import { scrollTo } from '../article/jump.ts'
import type { ReaderHighlight } from '../highlights/entry.ts'
import type { ArticleRecord } from '../useArticleRecord.ts'
import { ArticleMenu } from './ArticleMenu.tsx'
import { BarPopover } from './BarPopover.tsx'
import { ContentsPanel } from './ContentsPanel.tsx'
import { HighlightsPanel } from './HighlightsPanel.tsx'
import { TopBar } from './TopBar.tsx'

interface Props {
  readonly record: ArticleRecord
  readonly handle: ArticleHandle | null
  readonly scroller: RefObject<HTMLElement | null>
  readonly items: readonly ReaderHighlight[]
  readonly active: string | null
  readonly onJump: (key: string) => void
  readonly onBack: () => void
}

/** The bar over an open article. */
export function ReaderBar({ record, handle, scroller, items, active, onJump, onBack }: Props) {
  const { t } = useTranslation()
  const { dir } = record.article
  const headings = useMemo(() => (handle === null ? [] : headingsOf(handle.text)), [handle])

  const current = (): number => {
    const line = (scroller.current?.getBoundingClientRect().top ?? 0) + 120
    return headings.findLastIndex((heading) => (topOf(handle, heading.position) ?? Number.POSITIVE_INFINITY) <= line)
  }

  return (
    <TopBar onBack={onBack}>
      <AppearanceButton />
      <BarPopover button={t('reader.contents.title')} label={t('reader.contents.title')}>
        {(close) => (
          <ContentsPanel
            headings={headings}
            current={current()}
            dir={dir}
            onChoose={({ position }) => {
              close()
              const element = handle?.elementAt(position)
              if (scroller.current !== null && element) scrollTo(scroller.current, element, 0.06)
            }}
          />
        )}
      </BarPopover>
      <BarPopover button={t('reader.highlights.count', { count: items.length })} label={t('reader.highlights.title')}>
        {(close) => (
          <HighlightsPanel
            items={items}
            active={active}
            dir={dir}
            onChoose={(key) => {
              close()
              // After the panel has given the focus back to its button.
              requestAnimationFrame(() => onJump(key))
            }}
          />
        )}
      </BarPopover>
      <ArticleMenu record={record} onGone={onBack} />
    </TopBar>
  )
}

function topOf(handle: ArticleHandle | null, position: number): number | null {
  return handle?.elementAt(position)?.getBoundingClientRect().top ?? null
}
