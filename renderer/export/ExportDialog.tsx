import { useState } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { WorkProgress } from '../ui/WorkProgress.tsx'
import styles from './ExportDialog.module.css'
import { type Format, type Ids, useExport } from './useExport.ts'

export function ExportDialog({ ids, onClose }: { readonly ids: Ids; readonly onClose: () => void }) {
  const { t } = useTranslation()
  const [format, setFormat] = useState<Format>('markdown')
  const exporting = useExport()
  const working = exporting.task !== null
  const only = ids !== 'all' && ids.length === 1 ? ids[0] : undefined

  const finish = async (work: Promise<boolean>): Promise<void> => {
    if (await work) onClose()
  }

  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      busy={working}
      title={ids === 'all' ? t('export.titleAll') : t('export.title', { count: ids.length })}
      actions={
        working ? (
          <Button autoFocus onPress={exporting.cancel}>
            {t('save.stop')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            {only !== undefined && (
              <Button onPress={() => finish(exporting.toClipboard(only, format))}>{t('common.copy')}</Button>
            )}
            <Button variant="primary" autoFocus onPress={() => finish(exporting.toFile(ids, format))}>
              {t('export.download')}
            </Button>
          </>
        )
      }
    >
      {working ? (
        <WorkProgress label={t('export.working')} progress={exporting.progress} />
      ) : (
        <RadioGroup
          className={styles.formats ?? ''}
          value={format}
          onChange={(value) => setFormat(value === 'json' ? 'json' : 'markdown')}
        >
          <Label className="unseen">{t('export.format')}</Label>
          <Radio value="markdown" className={styles.format ?? ''}>
            <span className={styles.dot} />
            <span>
              <b>{t('export.markdown')}</b>
              <span className={styles.text}>{t('export.markdownText')}</span>
            </span>
          </Radio>
          <Radio value="json" className={styles.format ?? ''}>
            <span className={styles.dot} />
            <span>
              <b>{t('export.json')}</b>
              <span className={styles.text}>{t('export.jsonText')}</span>
            </span>
          </Radio>
        </RadioGroup>
      )}
      {exporting.error && (
        <div className={styles.error}>
          <ErrorNotice error={exporting.error} />
        </div>
      )}
    </Dialog>
  )
}
