import { BookMarked } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ErrorData } from '../../main/core/result.ts'
import { useApi } from '../api/ApiProvider.tsx'
import { navigate } from '../app/route.ts'
import { useShell } from '../app/ShellContext.tsx'
import { shortcuts } from '../app/shortcuts.ts'
import { useFormat } from '../locales/useFormat.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import styles from './EmptyLibrary.module.css'

/** The first thing that is seen: what Postil is for, and two ways to begin. `compact` for the list's own column. */
export function EmptyLibrary({ compact = false }: { readonly compact?: boolean }) {
  const { t } = useTranslation()
  const api = useApi()
  const shell = useShell()
  const { locale } = useFormat()
  const [error, setError] = useState<ErrorData | null>(null)

  const welcome = async (): Promise<void> => {
    const saved = await api.saveWelcome({ locale })
    if (saved.ok) navigate({ articleId: saved.value.article.id })
    else setError(saved.error)
  }

  const shown = (
    <EmptyState
      compact={compact}
      icon={<BookMarked />}
      title={t('library.emptyTitle')}
      actions={
        <>
          <Button variant="primary" shortcut={shortcuts.save[0]} onPress={() => shell.open({ kind: 'save' })}>
            {t('library.emptySave')}
          </Button>
          <Button onPress={welcome}>{t('library.emptyWelcome')}</Button>
        </>
      }
    >
      {t('library.emptyText')}
    </EmptyState>
  )
  return (
    <div className={compact ? styles.compact : undefined}>
      {shown}
      {error && <ErrorNotice error={error} onRetry={welcome} />}
    </div>
  )
}
