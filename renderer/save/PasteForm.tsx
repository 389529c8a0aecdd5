import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/ApiProvider.tsx'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { isAddress, toAddress } from './address.ts'
import type { Submit } from './SaveDialog.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './save.module.css'

/** Text, or what was copied from a page: the clipboard's HTML is kept beside the text that the field shows. */
export function PasteForm({ id, onSubmit }: { readonly id: string; readonly onSubmit: Submit }) {
  const { t } = useTranslation()
  const api = useApi()
  const [text, setText] = useState('')
  const [html, setHtml] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [source, setSource] = useState('')
  const [missing, setMissing] = useState(false)

  const onPaste = (event: ClipboardEvent): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return
    const rich = event.clipboardData.getData('text/html')
    // Added to a text that is being written, it would be half of one and half of the other.
    setHtml(rich !== '' && text.trim() === '' ? rich : null)
  }

  const send = (): void => {
    const url = source.trim() === '' ? {} : { url: toAddress(source) }
    const name = title.trim() === '' ? {} : { title: title.trim() }
    setMissing(text.trim() === '')
    if (text.trim() === '') return
    if (html !== null) onSubmit((task) => api.saveHtml({ html, ...url, task }))
    else if (isAddress(text)) onSubmit((task) => api.saveUrl({ url: text.trim(), typed: true, task }))
    else onSubmit(() => api.saveText({ text, ...name, ...url }))
  }

  return (
    <form
      id={id}
      className={styles.form}
      onPaste={onPaste}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={t('save.text')}
        description={t('save.textHint')}
        error={missing ? t('save.textMissing') : null}
        rows={7}
        value={text}
        onChange={(next) => {
          setText(next)
          setMissing(false)
          if (next.trim() === '') setHtml(null)
        }}
        autoFocus
      />
      {html === null ? (
        <TextField label={t('save.textTitle')} description={t('save.optional')} value={title} onChange={setTitle} />
      ) : (
        <p className={styles.rich} role="status">
          <span>{t('save.textRich')}</span>
          <Button variant="plain" onPress={() => setHtml(null)}>
            {t('save.textPlainInstead')}
          </Button>
        </p>
      )}
      <SourceField value={source} onChange={setSource} />
    </form>
  )
}
