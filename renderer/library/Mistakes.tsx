import { useTranslation } from 'react-i18next'
import type { QueryMistake } from '../../main/core/contract.ts'
import styles from './Mistakes.module.css'

/** What of a search was not understood and why; the rest of it was searched for. */
export function Mistakes({ mistakes }: { readonly mistakes: readonly QueryMistake[] }) {
  const { t } = useTranslation()
  return (
    <div role="status">
      {mistakes.length > 0 && (
        <div className={styles.mistakes}>
          <ul>
            {distinct(mistakes).map(({ text, reason }) => (
              <li key={`${reason} ${text}`} dir="auto">
                {t(`library.mistake.${reason}`, { text })}
              </li>
            ))}
          </ul>
          <p>{t('library.mistake.rest')}</p>
        </div>
      )}
    </div>
  )
}

/** The same mistake twice needs saying once. */
function distinct(mistakes: readonly QueryMistake[]): readonly QueryMistake[] {
  return [...new Map(mistakes.map((each) => [`${each.reason} ${each.text}`, each])).values()]
}
