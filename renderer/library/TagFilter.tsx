import { Tag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/useCall.ts'
import { useFormat } from '../locales/useFormat.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'

/** No menu is longer; the rarer tags are searched for (`tag:`). */
const most = 200

/** A menu of the tags in use; not there while there are none. */
export function TagFilter({ onChange }: { readonly onChange: (tag: string) => void }) {
  const { t } = useTranslation()
  const { data } = useCall('listTags', {})
  const { number } = useFormat()
  const tags = data?.tags ?? []
  if (tags.length === 0) return null
  return (
    <Menu
      label={t('library.filterTag')}
      entries={tags.slice(0, most).map(({ tag, count }) => ({
        id: `tag ${tag}`,
        label: tag,
        shortcut: number(count),
        onAction: () => onChange(tag),
      }))}
    >
      <IconButton label={t('library.filterTag')} size="small">
        <Tag />
      </IconButton>
    </Menu>
  )
}
