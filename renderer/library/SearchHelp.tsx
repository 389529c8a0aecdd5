import { CircleHelp } from 'lucide-react'
import { useState } from 'react'
import { Dialog, DialogTrigger, Popover } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { scrollable } from '../ui/scrollable.ts'
import { operators } from './operators.ts'
import styles from './SearchHelp.module.css'

interface Props {
  /** A click on an example puts it into the field. */
  readonly onInsert: (example: string) => void
}

/** What a search understands: each operator with examples to click. */
export function SearchHelp({ onInsert }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <DialogTrigger isOpen={open} onOpenChange={setOpen}>
      <IconButton label={t('library.help.open')} size="small">
        <CircleHelp />
      </IconButton>
      <Popover className={styles.popover ?? ''} placement="bottom start" offset={8}>
        <Dialog className={styles.dialog ?? ''} aria-label={t('library.help.title')}>
          <div ref={scrollable} className={styles.scroller}>
            <h2 className={styles.title}>{t('library.help.title')}</h2>
            <p className={styles.lead}>{t('library.help.lead')}</p>
            <dl className={styles.list}>
              {operators.map(({ id, examples }) => (
                <div key={id}>
                  <dt>{t(`library.help.${id}`)}</dt>
                  <dd>
                    {examples.map((example) => (
                      <button
                        key={example}
                        type="button"
                        className={styles.example}
                        dir="ltr"
                        onClick={() => {
                          setOpen(false)
                          // After the popover has given the focus back.
                          requestAnimationFrame(() => onInsert(example))
                        }}
                      >
                        {example}
                      </button>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
