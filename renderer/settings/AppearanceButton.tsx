import { Button, Dialog, DialogTrigger, Popover, TooltipTrigger } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import icon from '../ui/IconButton.module.css'
import { Tip } from '../ui/Tip.tsx'
import { AppearancePanel } from './AppearancePanel.tsx'
import styles from './settings.module.css'

/** “Aa”: opens the appearance panel beside itself. */
export function AppearanceButton() {
  const { t } = useTranslation()
  return (
    <DialogTrigger>
      <TooltipTrigger delay={500} closeDelay={60}>
        <Button className={`${icon.icon} ${styles.aa}`} aria-label={t('settings.open')}>
          Aa
        </Button>
        <Tip shortcut="Mod+,">{t('settings.open')}</Tip>
      </TooltipTrigger>
      <Popover className={styles.popover ?? ''} placement="bottom end" offset={6}>
        <Dialog className={styles.popoverDialog ?? ''} aria-label={t('settings.title')}>
          <AppearancePanel />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
