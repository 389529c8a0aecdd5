import { useState } from 'react'
import { type Key, Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { type SettingsSection, settingsSections } from '../app/ShellContext.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { useMedia } from '../ui/useMedia.ts'
import { AppearancePanel } from './AppearancePanel.tsx'
import { BackupsPanel } from './library/BackupsPanel.tsx'
import { ChecksPanel } from './library/ChecksPanel.tsx'
import { LibraryPanel } from './library/LibraryPanel.tsx'
import styles from './SettingsDialog.module.css'

interface Props {
  readonly section: SettingsSection
  readonly onClose: () => void
}

const panels = {
  appearance: AppearancePanel,
  library: LibraryPanel,
  backups: BackupsPanel,
  checks: ChecksPanel,
} as const satisfies Record<SettingsSection, () => React.ReactNode>

/** Everything that can be set, a section at a time. What is at work in one goes on while another is looked at. */
export function SettingsDialog({ section, onClose }: Props) {
  const { t } = useTranslation()
  const narrow = useMedia('(max-width: 640px)')
  const [shown, setShown] = useState<Key>(section)
  const [seen, setSeen] = useState<ReadonlySet<Key>>(new Set([section]))
  return (
    <Dialog isOpen onOpenChange={onClose} title={t('settings.titleAll')} size="large">
      <Tabs
        className={styles.tabs ?? ''}
        orientation={narrow ? 'horizontal' : 'vertical'}
        selectedKey={shown}
        onSelectionChange={(key) => {
          setShown(key)
          setSeen((now) => new Set([...now, key]))
        }}
      >
        <TabList className={styles.list ?? ''} aria-label={t('settings.titleAll')}>
          {settingsSections.map((id) => (
            <Tab key={id} id={id} className={styles.tab ?? ''}>
              {t(`settings.sections.${id}`)}
            </Tab>
          ))}
        </TabList>
        {settingsSections.map((id) => {
          const Panel = panels[id]
          return (
            <TabPanel key={id} id={id} className={styles.panel ?? ''} shouldForceMount>
              {seen.has(id) && <Panel />}
            </TabPanel>
          )
        })}
      </Tabs>
    </Dialog>
  )
}
