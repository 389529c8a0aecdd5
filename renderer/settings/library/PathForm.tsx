import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Work } from '../../api/useWork.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorNotice } from '../../ui/ErrorNotice.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { AtWork } from './AtWork.tsx'
import styles from './library.module.css'

interface Props {
  /** What the path names. */
  readonly label: string
  readonly description?: string
  readonly initial?: string
  readonly submit: string
  /** Said while it is done. */
  readonly working: string
  readonly work: Work
  readonly isDisabled?: boolean
  readonly onSubmit: (path: string, force: boolean) => void
}

/** A path to type, and the long work that is done with it: how far it is, what stopped it, and what to do then. */
export function PathForm(props: Props) {
  const { label, description, initial = '', submit, working, work, isDisabled = false, onSubmit } = props
  const { t } = useTranslation()
  const [path, setPath] = useState(initial)
  const [missing, setMissing] = useState(false)
  const start = (force: boolean): void => {
    setMissing(path.trim() === '')
    if (path.trim() !== '') onSubmit(path.trim(), force)
  }
  if (work.task !== null) return <AtWork label={working} work={work} />
  const taken = work.error?.code === 'targetExists'
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        start(false)
      }}
    >
      <TextField
        label={label}
        {...(description === undefined ? {} : { description })}
        error={missing ? t('settings.pathMissing') : null}
        value={path}
        onChange={(text) => {
          setPath(text)
          setMissing(false)
        }}
        isDisabled={isDisabled}
        spellCheck="false"
        autoComplete="off"
      />
      {work.error && !taken && <ErrorNotice error={work.error} />}
      {taken && (
        <div className={styles.result} role="alert">
          <p>{t('settings.backups.exists')}</p>
          <Button variant="danger" onPress={() => start(true)}>
            {t('settings.backups.replace')}
          </Button>
        </div>
      )}
      <div className={styles.buttons}>
        <Button type="submit" isDisabled={isDisabled}>
          {submit}
        </Button>
      </div>
    </form>
  )
}
