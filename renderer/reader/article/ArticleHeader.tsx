import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Article } from '../../../main/core/model/article.ts'
import { minutesLeft } from '../position/position.ts'
import { type Progress, useProgressed } from '../position/progress.ts'
import styles from './article.module.css'
import { formatPublished, formatUpdated } from './published.ts'

interface Props {
  readonly article: Article
  readonly progress: Progress
  /** What there is to say of this copy, under everything else. */
  readonly children?: ReactNode
}

/** From so many characters on, a title is set smaller, or it would fill the window. */
const LONG = 110

/** Site, title, byline, dates and time to read. */
export function ArticleHeader({ article, progress, children }: Props) {
  const { t, i18n } = useTranslation()
  const { lang, dir } = article
  const own = { dir, ...(lang === null ? {} : { lang }) }
  const left = useProgressed(progress, (share) => minutesLeft(article.minutes, share))
  const date = formatPublished(article.publishedAt, i18n.language)
  const updated = formatUpdated(article, i18n.language)
  const time =
    left >= article.minutes
      ? t('reader.minutes', { count: article.minutes })
      : left === 0
        ? t('reader.minutesRead', { count: article.minutes })
        : t('reader.minutesLeft', { count: article.minutes, left })
  return (
    <header className={styles.header} dir={dir}>
      {article.site !== null && (
        <p className={styles.site} dir="auto">
          {article.site}
        </p>
      )}
      <h1 className={styles.title} data-long={article.title.length > LONG || undefined} {...own}>
        {article.title}
      </h1>
      <p className={styles.meta}>
        {article.byline !== null && (
          <>
            <bdi>{article.byline}</bdi>
            {' · '}
          </>
        )}
        {date !== null && (
          <>
            <time dateTime={article.publishedAt ?? undefined}>
              <bdi>{date}</bdi>
            </time>
            {' · '}
          </>
        )}
        {updated !== null && (
          <>
            <time dateTime={article.modifiedAt ?? undefined}>
              <bdi>{t('reader.updated', { date: updated })}</bdi>
            </time>
            {' · '}
          </>
        )}
        <bdi>{time}</bdi>
      </p>
      {children}
    </header>
  )
}
