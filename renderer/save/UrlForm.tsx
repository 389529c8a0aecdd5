import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useApi } from '../api/ApiProvider.tsx'
import { useKnownTags } from '../library/useKnownTags.ts'
import { TagField } from '../ui/TagField.tsx'
import { TextField } from '../ui/TextField.tsx'
import { toAddress } from './address.ts'
import type { Submit } from './SaveDialog.tsx'
import styles from './save.module.css'

export function UrlForm({ id, onSubmit }: { readonly id: string; readonly onSubmit: Submit }) {
  const { t } = useTranslation()
  const api = useApi()
  const known = useKnownTags()
  const [url, setUrl] = useState('')
  const [tags, setTags] = useState<readonly string[]>([])
  const [missing, setMissing] = useState(false)
  return (
    <form
      id={id}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        const address = toAddress(url)
        setMissing(address === '')
        // `typed`: a person names the address here, so one in their own network is theirs to ask for.
        if (address !== '') onSubmit((task) => api.saveUrl({ url: address, typed: true, tags: [...tags], task }))
      }}
    >
      <TextField
        label={t('save.url')}
        description={t('save.urlHint')}
        placeholder={t('save.urlPlaceholder')}
        error={missing ? t('save.urlMissing') : null}
        value={url}
        onChange={(text) => {
          setUrl(text)
          setMissing(false)
        }}
        inputMode="url"
        autoComplete="off"
        autoFocus
      />
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
