import { useTranslation } from 'react-i18next'
import { TextField } from '../ui/TextField.tsx'

/** Where a pasted text or a file is from, if somebody wants to say so. */
export function SourceField({ value, onChange }: { readonly value: string; readonly onChange: (url: string) => void }) {
  const { t } = useTranslation()
  return (
    <TextField
      label={t('save.sourceUrl')}
      description={t('save.sourceUrlHint')}
      value={value}
      onChange={onChange}
      inputMode="url"
      autoComplete="off"
    />
  )
}
