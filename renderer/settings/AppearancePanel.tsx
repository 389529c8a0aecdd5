import { useTranslation } from 'react-i18next'
import { localeNames } from '../locales/index.ts'
import { ErrorNotice } from '../ui/ErrorNotice.tsx'
import { Segments } from './Segments.tsx'
import { useSettings } from './SettingsProvider.tsx'
import { Stepper } from './Stepper.tsx'
import styles from './settings.module.css'

/** Theme, text size, line length and language; each change shows at once behind the panel. */
export function AppearancePanel() {
  const { t } = useTranslation()
  const { settings, update, error } = useSettings()
  return (
    <div className={styles.panel}>
      <Segments
        label={t('settings.theme')}
        value={settings.theme}
        options={[
          { value: 'system', label: t('settings.themeSystem') },
          { value: 'paper', label: t('settings.themePaper') },
          { value: 'dark', label: t('settings.themeDark') },
        ]}
        onChange={(theme) => update({ theme })}
      />
      <Stepper
        label={t('settings.fontSize')}
        less={t('settings.smaller')}
        more={t('settings.larger')}
        value={settings.fontSize}
        shown={t('settings.pixels', { count: settings.fontSize })}
        min={14}
        max={30}
        step={1}
        onChange={(fontSize) => update({ fontSize })}
      />
      <Stepper
        label={t('settings.textWidth')}
        less={t('settings.narrower')}
        more={t('settings.wider')}
        value={settings.textWidth}
        shown={t('settings.characters', { count: settings.textWidth })}
        min={45}
        max={90}
        step={3}
        onChange={(textWidth) => update({ textWidth })}
      />
      <Segments
        label={t('settings.locale')}
        value={settings.locale}
        options={[
          { value: 'system', label: t('settings.localeSystem') },
          { value: 'en', label: localeNames.en, lang: 'en' },
          { value: 'fr', label: localeNames.fr, lang: 'fr' },
        ]}
        onChange={(locale) => update({ locale })}
      />
      <p className={styles.sample}>{t('settings.sample')}</p>
      {error && <ErrorNotice error={error} />}
    </div>
  )
}
