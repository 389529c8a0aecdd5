import { Ellipsis, Star } from 'lucide-react'
import { memo, type Ref } from 'react'
import { useTranslation } from 'react-i18next'
import type { ArticleSummary, Snippet } from '../../main/core/contract.ts'
import { routeHash, targetOf } from '../app/route.ts'
import { useFormat } from '../locales/useFormat.ts'
import { cx } from '../ui/cx.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu, type MenuEntry } from '../ui/Menu.tsx'
import styles from './ArticleRow.module.css'
import { Favicon } from './Favicon.tsx'
import { Runs, SnippetLine } from './SnippetLine.tsx'
import { daysLeft } from './trash/daysLeft.ts'

interface Props {
  readonly article: ArticleSummary
  readonly entries: readonly MenuEntry[]
  /** What is searched for; null while nothing is. */
  readonly query: string | null
  readonly snippet: Snippet | null
  readonly open: boolean
  /** The one row that Tab reaches. */
  readonly active: boolean
  /** Null while nothing is being selected. */
  readonly selected: boolean | null
  readonly onSelect: () => void
  readonly linkRef: Ref<HTMLAnchorElement>
}

export const ArticleRow = memo(function ArticleRow(props: Props) {
  const { article, entries, query, snippet, open, active, selected, onSelect, linkRef } = props
  const { t } = useTranslation()
  const { percent } = useFormat()
  const title = article.title || t('library.untitled')
  const target = query === null ? {} : { target: targetOf(query, snippet?.place ?? null) }
  const read = article.progress >= 0.005 ? t('library.read', { percent: percent(article.progress) }) : null
  return (
    <div className={cx(styles.row, open && styles.open, selected && styles.selected)}>
      {selected !== null && (
        <input
          type="checkbox"
          className={styles.check}
          checked={selected}
          onChange={onSelect}
          aria-label={t('library.selectOne', { title })}
          tabIndex={active ? 0 : -1}
        />
      )}
      <div className={styles.text}>
        <a
          ref={linkRef}
          href={routeHash({ articleId: article.id, ...target })}
          className={styles.link}
          tabIndex={active ? 0 : -1}
          aria-current={open ? 'page' : undefined}
          onClick={(event) => {
            if (selected === null && !event.ctrlKey && !event.metaKey) return
            event.preventDefault()
            onSelect()
          }}
        >
          <span className={styles.title} lang={article.lang ?? undefined} dir={article.dir}>
            {snippet?.field === 'title' ? <Runs snippet={snippet} /> : title}
          </span>
        </a>
        <p className={styles.meta}>
          {article.site !== null && (
            <>
              {article.favicon != null && <Favicon name={article.favicon} />}
              <span className={styles.site} dir="auto">
                {article.site}
              </span>
              <span aria-hidden>·</span>
            </>
          )}
          <span className={styles.minutes}>{t('common.minutes', { count: article.minutes })}</span>
          {article.favourite && <Star className={styles.star} aria-label={t('library.isFavourite')} role="img" />}
          {article.deletedAt !== null && (
            <span className={styles.days}>
              {t('library.daysLeft', { count: daysLeft(article.deletedAt, Date.now()) })}
            </span>
          )}
          {read !== null && article.deletedAt === null && (
            <span className={styles.bar} role="img" aria-label={read} title={read}>
              <i style={{ width: `${article.progress * 100}%` }} />
            </span>
          )}
        </p>
        {snippet && snippet.field !== 'title' && <SnippetLine snippet={snippet} />}
      </div>
      <div className={cx(styles.menu, article.dir === 'rtl' && styles.menuRtl)}>
        <Menu label={t('library.actions', { title })} entries={entries}>
          <IconButton label={t('library.actions', { title })} size="small" excludeFromTabOrder={!active}>
            <Ellipsis />
          </IconButton>
        </Menu>
      </div>
    </div>
  )
})
