import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { OpenedArticle } from '../../main/core/contract.ts'
import { useApi } from '../api/ApiProvider.tsx'
import type { Target } from '../app/route.ts'
import { Button } from '../ui/Button.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Skeleton } from './panels/Skeleton.tsx'
import { TopBar } from './panels/TopBar.tsx'
import { Reader } from './Reader.tsx'
import styles from './reader.module.css'
import { useOpenArticle } from './useOpenArticle.ts'
import { useOwnWrites } from './useOwnWrites.ts'

interface Props {
  readonly articleId: string
  /** What in it is looked for. */
  readonly target: Target
  readonly onBack: () => void
}

/** The reading screen of one article. */
export default function ReaderScreen(props: Props) {
  return <Opening key={props.articleId} {...props} />
}

function Opening({ articleId, target, onBack }: Props) {
  const { t } = useTranslation()
  const own = useOwnWrites(useApi())
  const { writer } = own
  const take = useRef<(opened: OpenedArticle) => void>(() => {})
  const onFresh = useCallback((opened: OpenedArticle) => take.current(opened), [])
  const { opening, retry } = useOpenArticle(writer, articleId, own, onFresh)
  if (opening.state === 'open') {
    return (
      <Reader
        key={opening.opened.article.current}
        api={writer}
        opened={opening.opened}
        target={target}
        fresh={take}
        onBack={onBack}
      />
    )
  }
  return (
    <div className={styles.screen}>
      <TopBar onBack={onBack}>{null}</TopBar>
      {opening.state === 'loading' ? (
        <Skeleton label={t('reader.loading')} />
      ) : (
        <div className={styles.failed}>
          <h1 className={styles.failedTitle}>{t('reader.failed')}</h1>
          <ErrorNotice
            error={opening.error}
            {...(opening.error.code === 'articleNotFound' ? {} : { onRetry: retry })}
          />
          <Button variant="primary" onPress={onBack}>
            {t('reader.backToLibrary')}
          </Button>
        </div>
      )}
    </div>
  )
}
