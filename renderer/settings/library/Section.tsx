import { type ReactNode, useId } from 'react'
import styles from './library.module.css'

interface Props {
  readonly title: string
  /** What it is for, in a sentence. */
  readonly text?: string
  readonly children: ReactNode
}

export function Section({ title, text, children }: Props) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {title}
      </h3>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      {children}
    </section>
  )
}
