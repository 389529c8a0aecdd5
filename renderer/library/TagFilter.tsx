import { Tag } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useCall } from '../api/useCall.ts'
import { useFormat } from '../locales/useFormat.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'

interface Props {
  readonly tag: string | null
  readonly onChange: (tag: string | null) => void
}

/** A menu of the tags in use; not there while there are none. */
export function TagFilter({ tag, onChange }: Props) {
  const { t } = useTranslation()
  const { data } = useCall('listTags', {})
  const { number } = useFormat()
  const tags = data?.tags ?? []
  if (tags.length === 0 && tag === null) return null
  return (
    <Menu
      label={t('library.filterTag')}
      entries={[
        { id: 'all', label: t('library.allTags'), isDisabled: tag === null, onAction: () => onChange(null) },
        ...tags.map((each, index) => ({
          id: `tag ${each.tag}`,
          label: each.tag,
          shortcut: number(each.count),
          apart: index === 0,
          onAction: () => onChange(each.tag),
        })),
      ]}
    >
      <IconButton label={t('library.filterTag')}>
        <Tag />
      </IconButton>
    </Menu>
  )
}
