import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Heading } from '../article/headings.ts'
import styles from './panels.module.css'

interface Props {
  readonly headings: readonly Heading[]
  readonly current: number
  readonly dir: 'ltr' | 'rtl'
  readonly onChoose: (heading: Heading) => void
}

export function ContentsPanel({ headings, current, dir, onChoose }: Props) {
  const { t } = useTranslation()
  const here = useRef<HTMLButtonElement>(null)
  useEffect(() => here.current?.scrollIntoView({ block: 'nearest' }), [])
  if (headings.length === 0) return <p className={styles.empty}>{t('reader.contents.empty')}</p>
  return (
    <nav className={styles.list} dir={dir} aria-label={t('reader.contents.title')}>
      {headings.map((heading, index) => (
        <button
          key={heading.start}
          type="button"
          ref={index === current ? here : null}
          className={styles.heading}
          data-depth={Math.min(heading.depth, 4)}
          aria-current={index === current ? 'location' : undefined}
          onClick={() => onChoose(heading)}
        >
          {heading.text}
        </button>
      ))}
    </nav>
  )
}
