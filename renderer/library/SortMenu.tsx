import { ChevronDown } from 'lucide-react'
import { Button } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { sorts } from '../../main/core/contract.ts'
import { Menu } from '../ui/Menu.tsx'
import styles from './ListHead.module.css'
import type { Order } from './view.ts'

interface Props {
  readonly order: Order
  /** What is searched for can be ordered by how well it matches, too. */
  readonly searching: boolean
  readonly onChange: (order: Order) => void
}

/** The order of the list, which is also the button that changes it. */
export function SortMenu({ order, searching, onChange }: Props) {
  const { t } = useTranslation()
  const offered: readonly Order[] = searching ? ['best', ...sorts] : sorts
  return (
    <Menu
      label={t('library.sort.label')}
      selected={order}
      entries={offered.map((each, index) => ({
        id: each,
        label: t(`library.sort.${each}`),
        apart: searching && index === 1,
        onAction: () => onChange(each),
      }))}
    >
      <Button className={styles.sort ?? ''} aria-label={t('library.sort.by', { order: t(`library.sort.${order}`) })}>
        {t(`library.sort.${order}`)}
        <ChevronDown aria-hidden />
      </Button>
    </Menu>
  )
}
