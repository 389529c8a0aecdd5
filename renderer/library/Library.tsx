import { Ellipsis } from 'lucide-react'
import { type Ref, useCallback, useImperativeHandle, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary } from '../../main/core/contract.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { errorOf } from '../api/useCall.ts'
import { useReadOnly } from '../api/useReadOnly.ts'
import { useShell } from '../app/ShellContext.tsx'
import { shortcuts } from '../app/shortcuts.ts'
import { SavesChip } from '../save/batch/SavesChip.tsx'
import { AppearanceButton } from '../settings/AppearanceButton.tsx'
import { useSettings } from '../settings/SettingsProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { ArticleList, type ListHandle } from './ArticleList.tsx'
import { IndexLine } from './IndexLine.tsx'
import styles from './Library.module.css'
import { ListHead } from './ListHead.tsx'
import { NothingHere } from './ListStates.tsx'
import { Mistakes } from './Mistakes.tsx'
import { SearchBox } from './SearchBox.tsx'
import { SelectionBar } from './SelectionBar.tsx'
import { ShelfTabs } from './ShelfTabs.tsx'
import { Skeleton } from './SkeletonRow.tsx'
import { TrashNote } from './trash/TrashNote.tsx'
import { useArticles } from './useArticles.ts'
import { useSelection } from './useSelection.ts'
import { useSnippets } from './useSnippets.ts'
import { useView } from './useView.ts'
import { isSearch, type Order, orderOf, pageParams, type View } from './view.ts'

export interface LibraryHandle {
  readonly focusSearch: () => void
  readonly focusList: () => void
  readonly focused: () => ArticleSummary | null
  /** False on a narrow window that shows the article. */
  readonly isVisible: () => boolean
}

interface Props {
  readonly ref: Ref<LibraryHandle>
  readonly openId: string | null
}

const noMistakes = [] as const

/** The library: search, shelves, and the list of what is on them. */
export function Library({ ref, openId }: Props) {
  const { t } = useTranslation()
  const api = useApi()
  const shell = useShell()
  const readOnly = useReadOnly()
  const { settings, update } = useSettings()
  const { sort } = settings
  const [view, setView] = useView()
  const [range, setRange] = useState({ first: 0, last: 0 })
  const onRange = useCallback((first: number, last: number) => setRange({ first, last }), [])
  const articles = useArticles(view, sort, range.first, range.last)
  const order = orderOf(view, sort)
  const snippets = useSnippets(view, order)
  const selection = useSelection()
  const searching = isSearch(view)
  const list = useRef<ListHandle>(null)
  const search = useRef<HTMLInputElement>(null)

  const change = (patch: Partial<View>): void => {
    setView(patch)
    onRange(0, 0)
    if (patch.shelf !== undefined) selection.end()
  }

  const changeOrder = (next: Order): void => {
    if (searching) change({ found: next })
    else if (next !== 'best') {
      update({ sort: next })
      onRange(0, 0)
    }
  }

  const selectAll = async (): Promise<void> => {
    const ids: string[] = []
    const limit = 1000
    for (let offset = 0; offset === ids.length; offset += limit) {
      const page = await api.listArticles({ ...pageParams(view, sort, 0), offset, limit })
      if (!page.ok) return
      ids.push(...page.value.items.map(({ id }) => id))
    }
    selection.set(ids)
  }

  useImperativeHandle(ref, () => ({
    focusSearch: () => {
      search.current?.focus()
      search.current?.select()
    },
    focusList: () => list.current?.focus(),
    focused: () => list.current?.focused() ?? null,
    isVisible: () => (search.current?.offsetParent ?? null) !== null,
  }))

  const error = errorOf(articles.error)
  const { counts } = articles
  return (
    <div className={styles.library}>
      <div className={styles.brand}>
        {openId === null ? (
          <h1 className={styles.name}>{t('app.name')}</h1>
        ) : (
          <span className={styles.name}>{t('app.name')}</span>
        )}
        <SavesChip />
        <Button
          variant="primary"
          shortcut={shortcuts.save[0]}
          isDisabled={readOnly}
          onPress={() => shell.open({ kind: 'save' })}
        >
          {t('save.button')}
        </Button>
      </div>
      <div className={styles.find}>
        <SearchBox
          ref={search}
          text={view.text}
          onChange={(text) => change({ text })}
          onLeave={() => list.current?.focus()}
        />
      </div>
      <Mistakes mistakes={searching && !articles.stale ? articles.mistakes : noMistakes} />
      <ShelfTabs shelf={view.shelf} counts={counts} onChange={(shelf) => change({ shelf })} />
      <ListHead
        view={view}
        order={order}
        total={articles.total}
        stale={articles.stale || articles.loading}
        onView={change}
        onOrder={changeOrder}
      />
      <IndexLine />
      {view.shelf === 'trash' && !searching && <TrashNote count={counts?.trash ?? 0} />}
      {error ? (
        <div className={styles.state}>
          <ErrorNotice error={error} onRetry={articles.retry} />
        </div>
      ) : articles.loading ? (
        <Skeleton label={t('common.loading')} />
      ) : articles.total === 0 ? (
        <div className={styles.state}>
          <NothingHere view={view} libraryEmpty={counts !== null && counts.all + counts.trash === 0} onView={change} />
        </div>
      ) : (
        <ArticleList
          ref={list}
          view={`${view.shelf} ${view.tag} ${view.text} ${order}`}
          query={searching ? view.text.trim() : null}
          total={articles.total}
          at={articles.at}
          snippets={snippets}
          openId={openId}
          selection={selection.ids}
          onSelect={selection.toggle}
          onRange={onRange}
        />
      )}
      {selection.ids ? (
        <SelectionBar
          selection={selection.ids}
          inTrash={view.shelf === 'trash'}
          onAll={selectAll}
          onEnd={selection.end}
        />
      ) : (
        <div className={styles.foot}>
          <AppearanceButton />
          <Menu
            label={t('library.listActions')}
            entries={[
              {
                id: 'select',
                label: t('library.selectMany'),
                shortcut: shortcuts.select[0],
                onAction: selection.begin,
              },
              {
                id: 'export',
                label: t('export.openAll'),
                isDisabled: (counts?.all ?? 0) === 0,
                onAction: () => shell.open({ kind: 'export', ids: 'all' }),
              },
              {
                id: 'settings',
                label: t('settings.openAll'),
                apart: true,
                onAction: () => shell.open({ kind: 'settings', section: 'library' }),
              },
              {
                id: 'keys',
                label: t('app.keysTitle'),
                shortcut: shortcuts.keys[0],
                onAction: () => shell.open({ kind: 'keys' }),
              },
            ]}
          >
            <IconButton label={t('library.listActions')}>
              <Ellipsis />
            </IconButton>
          </Menu>
        </div>
      )}
    </div>
  )
}
