import { ClipboardPaste, FileText, Link } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../main/core/contract.ts'
import type { Result } from '../../main/core/result.ts'
import { navigate } from '../app/route.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { shorten } from '../ui/shorten.ts'
import { useToasts } from '../ui/Toasts.tsx'
import { Duplicate } from './Duplicate.tsx'
import { FileForm } from './FileForm.tsx'
import { PasteForm } from './PasteForm.tsx'
import { SaveProgress } from './SaveProgress.tsx'
import styles from './save.module.css'
import { UrlForm } from './UrlForm.tsx'
import { useSave } from './useSave.ts'

const formId = 'save-form'

/** What each way of saving hands to the dialog when its form is sent. */
export type Submit = (work: (task: string) => Promise<Result<Answer<'saveUrl'>>>) => void

interface Props {
  /** Dropped on the window: it is what the dialog begins with. */
  readonly file?: File
  readonly onClose: () => void
}

export function SaveDialog({ file, onClose }: Props) {
  const { t } = useTranslation()
  const toasts = useToasts()
  const [kind, setKind] = useState(file ? 'file' : 'url')
  const { state, progress, start, cancel, reset } = useSave()
  const working = state.step === 'working'
  const outcome = state.step === 'done' ? state.outcome : null
  const duplicate = outcome?.duplicate ? outcome.article : null

  useEffect(() => {
    if (!outcome || outcome.duplicate) return
    const { id } = outcome.article
    const title = shorten(outcome.article.title)
    const message =
      outcome.missingImages === 0
        ? t('save.saved', { title })
        : t('save.savedMissing', { title, count: outcome.missingImages })
    toasts.show({ message, action: { label: t('library.open'), run: () => navigate({ articleId: id }) } })
    onClose()
  }, [outcome, toasts, t, onClose])

  // The form was hidden while the work went on, and what is hidden loses the focus.
  const worked = useRef(false)
  useEffect(() => {
    const back = worked.current && (state.step === 'failed' || state.step === 'idle')
    worked.current = working
    if (back) document.getElementById(formId)?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [state.step, working])

  const form = { id: formId, onSubmit: start }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      busy={working}
      title={t('save.title')}
      actions={
        duplicate === null &&
        (working ? (
          <Button autoFocus onPress={cancel}>
            {t('save.stop')}
          </Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button variant="primary" type="submit" form={formId} shortcut="Enter">
              {t('save.button')}
            </Button>
          </>
        ))
      }
    >
      {working && <SaveProgress progress={progress} />}
      {duplicate && <Duplicate article={duplicate} onAnother={reset} onClose={onClose} />}
      <Tabs
        className={cx(styles.tabs, (working || duplicate !== null) && styles.hidden)}
        selectedKey={kind}
        onSelectionChange={(key) => {
          setKind(String(key))
          reset()
        }}
      >
        <TabList className={styles.kinds ?? ''} aria-label={t('save.kind')}>
          <Tab id="url" className={styles.kind ?? ''}>
            <Link />
            {t('save.fromUrl')}
          </Tab>
          <Tab id="text" className={styles.kind ?? ''}>
            <ClipboardPaste />
            {t('save.fromText')}
          </Tab>
          <Tab id="file" className={styles.kind ?? ''}>
            <FileText />
            {t('save.fromFile')}
          </Tab>
        </TabList>
        <TabPanel id="url">
          <UrlForm {...form} />
        </TabPanel>
        <TabPanel id="text">
          <PasteForm {...form} />
        </TabPanel>
        <TabPanel id="file">
          <FileForm {...form} {...(file ? { file } : {})} />
        </TabPanel>
      </Tabs>
      {state.step === 'failed' && (
        <div className={styles.error}>
          <ErrorNotice error={state.error} />
        </div>
      )}
    </Dialog>
  )
}
