import { FileText } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DropZone, FileTrigger, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { MAX_FILE_MB, savableEndings } from '../../main/core/files.ts'
import { useErrorText } from '../locales/useErrorText.ts'
import { toAddress } from './address.ts'
import { takeDropItems } from './intake/dropItems.ts'
import { chosenFiles } from './intake/files.ts'
import { withLists } from './intake/lists.ts'
import { type Intake, nameOf, nothing, type Refused } from './intake/piece.ts'
import type { FormProps } from './SaveDialog.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './save.module.css'

/** Refused files that are named one by one; more are counted in the receipt. */
const named = 3

/** Files, or folders with everything in them; a single file may have its page's address told. */
export function FileForm({ id, source: first, onSubmit }: FormProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const [intake, setIntake] = useState<Intake>(nothing)
  const [source, setSource] = useState(first)
  const [missing, setMissing] = useState(false)
  const { pieces, refused, leftOut } = intake
  const [only, second] = pieces

  const choose = (chosen: Intake): void => {
    setIntake(chosen)
    setMissing(false)
  }
  const wrong = ({ path, fault }: Refused): string =>
    typeof fault === 'string' ? t(`save.${fault}`, { name: path, limit: MAX_FILE_MB }) : errorText(fault)
  const label = (): string => {
    if (only === undefined) return t(leftOut > 0 ? 'save.fileNone' : 'save.fileDrop')
    return second === undefined ? nameOf(only) : t('save.files', { count: pieces.length })
  }
  const send = async (): Promise<void> => {
    setMissing(only === undefined)
    if (only === undefined) return
    const url = source.trim() === '' ? null : toAddress(source)
    const single = second === undefined && only.kind === 'file' ? [{ ...only, url }] : pieces
    onSubmit(await withLists({ ...intake, pieces: single }), [])
  }

  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <DropZone className={styles.drop ?? ''} onDrop={async ({ items }) => choose(await takeDropItems(items))}>
        <FileText aria-hidden />
        <Text slot="label" className={styles.dropText ?? ''}>
          {label()}
        </Text>
        <div className={styles.choices}>
          <FileTrigger
            allowsMultiple
            acceptedFileTypes={savableEndings}
            onSelect={(list) => list && choose(chosenFiles(list))}
          >
            <AriaButton className={styles.choose ?? ''} autoFocus>
              {t('save.fileChoose')}
            </AriaButton>
          </FileTrigger>
          <FileTrigger acceptDirectory onSelect={(list) => list && choose(chosenFiles(list))}>
            <AriaButton className={styles.choose ?? ''}>{t('save.folderChoose')}</AriaButton>
          </FileTrigger>
        </div>
        <span className={styles.hint}>{t('save.fileHint')}</span>
      </DropZone>
      {(refused.length > 0 || missing) && (
        <div className={styles.wrong} role="alert">
          {missing && refused.length === 0 && <p>{t('save.fileMissing')}</p>}
          {refused.slice(0, named).map((each) => (
            <p key={each.path}>{wrong(each)}</p>
          ))}
          {refused.length > named && <p>{t('saves.further', { count: refused.length - named })}</p>}
        </div>
      )}
      {second === undefined ? (
        <SourceField value={source} onChange={setSource} />
      ) : (
        leftOut > 0 && <p className={styles.hint}>{t('saves.leftOut', { count: leftOut })}</p>
      )}
    </form>
  )
}
