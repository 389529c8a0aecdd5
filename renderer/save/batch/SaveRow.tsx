import { BookCopy, Check, CircleDashed, CircleSlash, Hourglass, RefreshCw, TriangleAlert } from 'lucide-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { useProgress } from '../../api/useCall.ts'
import { routeHash } from '../../app/route.ts'
import { useShell } from '../../app/ShellContext.tsx'
import { Button } from '../../ui/Button.tsx'
import { Spinner } from '../../ui/Progress.tsx'
import { useStep } from '../useStep.ts'
import { remediesFor } from '../ways.ts'
import type { SaveItem } from './item.ts'
import { useSaves } from './SavesContext.tsx'
import styles from './saves.module.css'

const signs = {
  waiting: <CircleDashed />,
  running: <Working />,
  retrying: <Hourglass />,
  saved: <Check />,
  renewed: <RefreshCw />,
  duplicate: <BookCopy />,
  failed: <TriangleAlert />,
  cancelled: <CircleSlash />,
} as const

interface Props {
  readonly item: SaveItem
  /** Why it failed, in the window's language. */
  readonly reason: string | null
}

/** One of many: what it is, what became of it, and what can be done about that. */
export const SaveRow = memo(function SaveRow({ item, reason }: Props) {
  const { article, name, state } = item
  const title = article?.title
  return (
    <li className={styles.row} data-state={state}>
      <span className={styles.sign} aria-hidden={state !== 'running'}>
        {signs[state]}
      </span>
      <div className={styles.about}>
        {article ? (
          <a className={styles.name} href={routeHash({ articleId: article.id })} dir="auto" title={name}>
            {title === '' ? name : title}
          </a>
        ) : (
          <span className={styles.name} dir="auto" title={name}>
            {withoutScheme(name)}
          </span>
        )}
        <Says item={item} reason={reason} />
        <Acts item={item} />
      </div>
    </li>
  )
})

function Working() {
  const { t } = useTranslation()
  return <Spinner label={t('saves.running')} />
}

function Says({ item, reason }: Props) {
  const { t } = useTranslation()
  const saves = useSaves()
  const step = useStep(useProgress(saves.taskOf(item)))
  const says: Partial<Record<SaveItem['state'], string | null>> = {
    running: step,
    retrying: reason,
    failed: reason,
    duplicate: t('saves.alreadyThere'),
    renewed: t(item.partial ? 'saves.partial' : 'saves.updated'),
    cancelled: t('saves.cancelledText'),
    saved: item.partial
      ? t('saves.partial')
      : item.missingImages > 0
        ? t('saves.pictures', { count: item.missingImages })
        : null,
  }
  const text = says[item.state] ?? null
  return text === null ? null : (
    <p className={styles.says} dir="auto">
      {text}
    </p>
  )
}

function Acts({ item }: { readonly item: SaveItem }) {
  const { t } = useTranslation()
  const saves = useSaves()
  const shell = useShell()
  const { source: wanted, fault, state } = item
  if (wanted === null) return null
  const { piece } = wanted
  if (state === 'duplicate') {
    return (
      <div className={styles.acts}>
        <Button variant="plain" onPress={() => saves.again([item])}>
          {t('saves.again')}
        </Button>
      </div>
    )
  }
  if (state !== 'failed' && state !== 'cancelled') return null
  const { ways = [], as } = fault === null || typeof fault === 'string' ? {} : remediesFor(fault.code)
  const source = piece.kind === 'url' ? piece.url : null
  return (
    <div className={styles.acts}>
      {as ? (
        <Button variant="plain" onPress={() => saves.again([item], as)}>
          {t(`saves.${as}`)}
        </Button>
      ) : (
        <Button variant="plain" onPress={() => saves.retry([item])}>
          {t('common.retry')}
        </Button>
      )}
      {source !== null && ways.includes('text') && (
        <Button variant="plain" onPress={() => shell.open({ kind: 'save', way: 'text', source })}>
          {t('saves.pasteInstead')}
        </Button>
      )}
      {source !== null && ways.includes('file') && (
        <Button variant="plain" onPress={() => shell.open({ kind: 'save', way: 'file', source })}>
          {t('saves.fileInstead')}
        </Button>
      )}
    </div>
  )
}

function withoutScheme(name: string): string {
  return name.replace(/^https?:\/\/(www\.)?/i, '')
}
