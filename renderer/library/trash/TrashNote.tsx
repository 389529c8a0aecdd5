import { useTranslation } from 'react-i18next'
import { TRASH_DAYS } from '../../../main/core/model/tombstone.ts'
import { useReadOnly } from '../../api/useReadOnly.ts'
import { useShell } from '../../app/ShellContext.tsx'
import { Button } from '../../ui/Button.tsx'
import styles from './TrashNote.module.css'

/** What becomes of what is in the trash, and the way to be rid of it now. */
export function TrashNote({ count }: { readonly count: number }) {
  const { t } = useTranslation()
  const shell = useShell()
  const readOnly = useReadOnly()
  if (count === 0) return null
  return (
    <div className={styles.note}>
      <p>{t('library.purge.stays', { count: TRASH_DAYS })}</p>
      <Button isDisabled={readOnly} onPress={() => shell.open({ kind: 'purge', ids: 'all', count })}>
        {t('library.purge.empty')}
      </Button>
    </div>
  )
}
