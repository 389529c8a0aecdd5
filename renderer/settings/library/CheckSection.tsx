import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Answer } from '../../../main/core/contract.ts'
import { useApi } from '../../api/ApiProvider.tsx'
import { useReadOnly } from '../../api/useReadOnly.ts'
import { useWork } from '../../api/useWork.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { ReportList } from '../../ui/ReportList.tsx'
import { AtWork } from './AtWork.tsx'
import styles from './library.module.css'
import { Section } from './Section.tsx'

/** Looks at every file; what is wrong is listed, and mended on request. */
export function CheckSection() {
  const { t } = useTranslation()
  const api = useApi()
  const queries = useQueryClient()
  const readOnly = useReadOnly()
  const work = useWork()
  const [found, setFound] = useState<Answer<'verifyLibrary'> | null>(null)

  const check = async (repair: boolean): Promise<void> => {
    const answer = await work.run((task) => api.verifyLibrary({ repair, task }))
    if (answer) setFound(answer)
    void queries.invalidateQueries({ queryKey: ['libraryStatus'] })
  }

  return (
    <Section title={t('settings.checks.check')} text={t('settings.checks.checkText')}>
      {work.task === null ? (
        <div className={styles.buttons}>
          <Button onPress={() => void check(false)}>
            {found ? t('settings.checks.again') : t('settings.checks.start')}
          </Button>
          {found && found.problems.length > 0 && (
            <Button variant="primary" isDisabled={readOnly} onPress={() => void check(true)}>
              {t('settings.checks.repair')}
            </Button>
          )}
        </div>
      ) : (
        <AtWork label={t('settings.checks.working')} work={work} />
      )}
      {work.error && <ErrorNotice error={work.error} />}
      {found && work.task === null && <Findings found={found} />}
    </Section>
  )
}

function Findings({ found }: { readonly found: Answer<'verifyLibrary'> }) {
  const { t } = useTranslation()
  const { checked, problems, repairs } = found
  return (
    <div className={styles.result} role="status">
      <p>
        {problems.length === 0
          ? t('settings.checks.sound', { count: checked })
          : t('settings.checks.problems', { count: problems.length })}
      </p>
      {repairs.length > 0 && (
        <>
          <p>{t('settings.checks.repairs', { count: repairs.length })}</p>
          <ReportList items={repairs} label={({ done }) => <b>{t(`settings.checks.${done}`)}</b>} />
        </>
      )}
      {problems.length > 0 && <ReportList items={problems} />}
    </div>
  )
}
