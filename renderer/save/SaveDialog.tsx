import { ClipboardPaste, FileText, Link } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { ok } from '../../main/core/result.ts'
import { Button } from '../ui/Button.tsx'
import { cx } from '../ui/cx.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { useSaves } from './batch/SavesContext.tsx'
import { Duplicate } from './Duplicate.tsx'
import { FileForm } from './FileForm.tsx'
import type { Intake } from './intake/piece.ts'
import { PasteForm } from './PasteForm.tsx'
import { Refusal } from './Refusal.tsx'
import { SaveProgress } from './SaveProgress.tsx'
import styles from './save.module.css'
import { UrlForm } from './UrlForm.tsx'
import { useSave } from './useSave.ts'
import { useSavedToast } from './useSavedToast.ts'
import type { Way } from './ways.ts'

const formId = 'save-form'

/** What each way of saving gets and hands back. */
export interface FormProps {
  readonly id: string
  /** The address that it begins with; empty for none. */
  readonly source: string
  readonly onSubmit: (intake: Intake, tags: readonly string[]) => void
  /** Tells whether it is sent by Enter, or Enter begins a new line. */
  readonly onLines: (lines: boolean) => void
}

interface Props {
  readonly way: Way
  /** The page that is to be saved this way. */
  readonly source: string
  readonly onClose: () => void
}

/** Saves one thing and waits for it; many are handed on, and the dialog is done. */
export function SaveDialog({ way: firstWay, source: firstSource, onClose }: Props) {
  const { t } = useTranslation()
  const saves = useSaves()
  const tell = useSavedToast()
  const [way, setWay] = useState(firstWay)
  const [source, setSource] = useState(firstSource)
  const [lines, setLines] = useState(false)
  const { state, progress, request, start, cancel, release, reset } = useSave(tell)
  const working = state.step === 'working'
  const outcome = state.step === 'done' ? state.outcome : null
  const duplicate = outcome?.duplicate ? outcome.article : null

  useEffect(() => {
    if (!outcome || outcome.duplicate) return
    void tell(ok(outcome))
    onClose()
  }, [outcome, tell, onClose])

  // The form was hidden while the work went on, and what is hidden loses the focus.
  const worked = useRef(false)
  useEffect(() => {
    const back = worked.current && (state.step === 'failed' || state.step === 'idle')
    worked.current = working
    if (back) document.getElementById(formId)?.querySelector<HTMLElement>('input, textarea, button')?.focus()
  }, [state.step, working])

  const onSubmit = (intake: Intake, tags: readonly string[]): void => {
    const [piece, ...more] = intake.pieces
    if (piece !== undefined && more.length + intake.refused.length === 0) void start({ piece, tags, again: false })
    else {
      saves.add(intake, tags)
      onClose()
    }
  }
  const turnTo = (next: Way): void => {
    if (request?.piece.kind === 'url') setSource(request.piece.url)
    setWay(next)
    reset()
  }
  const repeat = (again = request?.again ?? false): void => {
    if (request !== null) void start({ ...request, again })
  }

  const form = { id: formId, source, onSubmit, onLines: setLines }
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      busy={working}
      title={t('save.title')}
      actions={
        duplicate === null &&
        (working ? (
          <>
            <Button
              onPress={() => {
                release()
                onClose()
              }}
            >
              {t('save.background')}
            </Button>
            <Button autoFocus onPress={cancel}>
              {t('save.stop')}
            </Button>
          </>
        ) : (
          <>
            <Button onPress={onClose}>{t('common.cancel')}</Button>
            <Button variant="primary" type="submit" form={formId} shortcut={lines ? 'Mod+Enter' : 'Enter'}>
              {t('save.button')}
            </Button>
          </>
        ))
      }
    >
      {working && <SaveProgress progress={progress} />}
      {duplicate && (
        <Duplicate
          article={duplicate}
          unchanged={state.step === 'done' && state.again !== false && state.again !== 'whole'}
          onAnother={reset}
          onAgain={() => repeat(true)}
          onClose={onClose}
        />
      )}
      <Tabs
        className={cx(styles.tabs, (working || duplicate !== null) && styles.hidden)}
        selectedKey={way}
        onSelectionChange={(key) => {
          if (key === 'url' || key === 'text' || key === 'file') setWay(key)
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
          <UrlForm {...form} source="" />
        </TabPanel>
        <TabPanel id="text">
          <PasteForm {...form} />
        </TabPanel>
        <TabPanel id="file">
          <FileForm {...form} />
        </TabPanel>
      </Tabs>
      {state.step === 'failed' && (
        <Refusal error={state.error} way={way} onRetry={() => repeat()} onAs={repeat} onWay={turnTo} />
      )}
    </Dialog>
  )
}
