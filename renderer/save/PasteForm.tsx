import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/Button.tsx'
import { TextField } from '../ui/TextField.tsx'
import { addressList, toAddress } from './address.ts'
import { isRich, sourceOf } from './intake/clipboardHtml.ts'
import { nothing, type Piece } from './intake/piece.ts'
import type { FormProps } from './SaveDialog.tsx'
import { SourceField } from './SourceField.tsx'
import styles from './save.module.css'
import { useLines } from './useLines.ts'

/** Text, or what was copied from a page: the clipboard's HTML is kept beside the text that the field shows. */
export function PasteForm({ id, source: first, onSubmit, onLines }: FormProps) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [html, setHtml] = useState<string | null>(null)
  const [title, setTitle] = useState('')
  const [source, setSource] = useState(first)
  const [missing, setMissing] = useState(false)

  const onKeyDown = useLines(true, onLines)

  const onPaste = (event: ClipboardEvent): void => {
    if (!(event.target instanceof HTMLTextAreaElement)) return
    const rich = event.clipboardData.getData('text/html')
    // Added to a text that is being written, it would be half of one and half of the other.
    setHtml(rich !== '' && isRich(rich) && text.trim() === '' ? rich : null)
    if (source.trim() === '') setSource(sourceOf(rich) ?? '')
  }

  const pieces = (): readonly Piece[] => {
    const url = source.trim() === '' ? null : toAddress(source)
    if (html !== null) return [{ kind: 'html', html, text, url }]
    const addresses = addressList(text)
    if (addresses !== null) return addresses.map((address) => ({ kind: 'url', url: address }))
    return [{ kind: 'text', text, ...(title.trim() === '' ? {} : { title: title.trim() }), url }]
  }

  return (
    <form
      id={id}
      className={styles.form}
      onPaste={onPaste}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        setMissing(text.trim() === '')
        if (text.trim() !== '') onSubmit({ ...nothing, pieces: pieces() }, [])
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
