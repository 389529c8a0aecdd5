import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useKnownTags } from '../library/useKnownTags.ts'
import { Button } from '../ui/Button.tsx'
import { TagField } from '../ui/TagField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { addressList, toAddress, typedAddresses } from './address.ts'
import { nothing } from './intake/piece.ts'
import type { FormProps } from './SaveDialog.tsx'
import styles from './save.module.css'
import { useLines } from './useLines.ts'

/** One address, or a list of them: a line each. */
export function UrlForm({ id, source, onSubmit, onLines }: FormProps) {
  const { t } = useTranslation()
  const known = useKnownTags()
  const [text, setText] = useState(source)
  const [many, setMany] = useState(false)
  const [tags, setTags] = useState<readonly string[]>([])
  const [missing, setMissing] = useState(false)

  const change = (next: string): void => {
    setText(next)
    setMissing(false)
  }
  // A field of one line would run the lines of a list together.
  const onPaste = (event: ClipboardEvent): void => {
    const pasted = event.clipboardData.getData('text/plain')
    if ((addressList(pasted)?.length ?? 0) < 2) return
    event.preventDefault()
    change([text.trim(), pasted.trim()].filter((part) => part !== '').join('\n'))
    setMany(true)
  }
  const send = (): void => {
    const urls = many ? typedAddresses(text) : [toAddress(text)].filter((url) => url !== '')
    setMissing(urls.length === 0)
    if (urls.length > 0) onSubmit({ ...nothing, pieces: urls.map((url) => ({ kind: 'url', url })) }, tags)
  }
  const onKeyDown = useLines(many, onLines)

  const field = { value: text, onChange: change, autoComplete: 'off', error: missing ? t('save.urlMissing') : null }
  return (
    <form
      id={id}
      className={styles.form}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      {many ? (
        <TextField {...field} label={t('save.urls')} description={t('save.urlsHint')} rows={7} autoFocus />
      ) : (
        <div className={styles.one}>
          <TextField
            {...field}
            label={t('save.url')}
            description={t('save.urlHint')}
            placeholder={t('save.urlPlaceholder')}
            onPaste={onPaste}
            inputMode="url"
            autoFocus
          />
          <Button variant="plain" onPress={() => setMany(true)}>
            {t('save.urlsMany')}
          </Button>
        </div>
      )}
      <TagField
        label={t('common.tags')}
        value={tags}
        onChange={setTags}
        suggestions={known}
        placeholder={t('common.addTag')}
      />
    </form>
  )
}
