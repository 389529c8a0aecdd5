import { CheckCheck, Download, RotateCcw, Trash2, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useReadOnly } from '../api/useReadOnly.ts'
import { useShell } from '../app/ShellContext.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import styles from './Library.module.css'
import { useArticleActions } from './useArticleActions.ts'

interface Props {
  readonly selection: ReadonlySet<string>
  readonly inTrash: boolean
  readonly onAll: () => void
  readonly onEnd: () => void
}

/** What can be done with the articles that are ticked. */
export function SelectionBar({ selection, inTrash, onAll, onEnd }: Props) {
  const { t } = useTranslation()
  const shell = useShell()
  const actions = useArticleActions()
  const ids = [...selection]
  const none = ids.length === 0
  const readOnly = useReadOnly()
  const fixed = none || readOnly
  return (
    <div className={styles.selection} role="toolbar" aria-label={t('library.selectMany')}>
      <span className={styles.selected} aria-live="polite">
        {t('library.selected', { count: ids.length })}
      </span>
      <IconButton label={t('library.selectAll')} onPress={onAll}>
        <CheckCheck />
      </IconButton>
      {inTrash ? (
        <>
          <IconButton
            label={t('library.restore')}
            isDisabled={fixed}
            onPress={() => {
              actions.restore(ids)
              onEnd()
            }}
          >
            <RotateCcw />
          </IconButton>
          <IconButton
            label={t('library.purge.one')}
            isDisabled={fixed}
            onPress={() => {
              shell.open({ kind: 'purge', ids, count: ids.length })
              onEnd()
            }}
          >
            <Trash2 />
          </IconButton>
        </>
      ) : (
        <>
          <IconButton label={t('export.open')} isDisabled={none} onPress={() => shell.open({ kind: 'export', ids })}>
            <Download />
          </IconButton>
          <IconButton
            label={t('library.delete')}
            isDisabled={fixed}
            onPress={() => {
              actions.remove(ids)
              onEnd()
            }}
          >
            <Trash2 />
          </IconButton>
        </>
      )}
      <IconButton label={t('library.endSelection')} onPress={onEnd}>
        <X />
      </IconButton>
    </div>
  )
}
