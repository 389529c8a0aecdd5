import { FileText } from 'lucide-react'
import { useState } from 'react'
import { Button as AriaButton, DropZone, FileTrigger, isFileDropItem, Text } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/ApiProvider.tsx'
import { toAddress } from './address.ts'
import { accepted, fileFault, fileLimit, toBase64 } from './files.ts'
import type { Submit } from './SaveDialog.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './save.module.css'

interface Props {
  readonly id: string
  readonly onSubmit: Submit
  readonly file?: File
}

export function FileForm({ id, onSubmit, file: first }: Props) {
  const { t } = useTranslation()
  const api = useApi()
  const [file, setFile] = useState<File | null>(first ?? null)
  const [source, setSource] = useState('')
  const [missing, setMissing] = useState(false)
  const fault = file && fileFault(file)
  const wrong =
    fault && file ? t(`save.${fault}`, { name: file.name, limit: fileLimit }) : missing ? t('save.fileMissing') : null

  const choose = (chosen: File | null | undefined): void => {
    if (!chosen) return
    setFile(chosen)
    setMissing(false)
  }

  const send = async (): Promise<void> => {
    setMissing(file === null)
    if (file === null || fault) return
    const data = toBase64(new Uint8Array(await file.arrayBuffer()))
    const url = source.trim() === '' ? {} : { url: toAddress(source) }
    onSubmit((task) => api.saveFile({ name: file.name, data, ...url, task }))
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
      <DropZone
        className={styles.drop ?? ''}
        onDrop={async ({ items }) => choose(await items.find(isFileDropItem)?.getFile())}
      >
        <FileText aria-hidden />
        <Text slot="label" className={styles.dropText ?? ''}>
          {file ? file.name : t('save.fileDrop')}
        </Text>
        <FileTrigger acceptedFileTypes={accepted} onSelect={(list) => choose(list?.[0])}>
          <AriaButton className={styles.choose ?? ''} autoFocus>
            {t('save.fileChoose')}
          </AriaButton>
        </FileTrigger>
        <span className={styles.hint}>{t('save.fileHint')}</span>
      </DropZone>
      {wrong !== null && (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      )}
      <SourceField value={source} onChange={setSource} />
    </form>
  )
}
