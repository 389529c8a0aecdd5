import { useTranslation } from 'react-i18next'
import type { Snippet } from '../../main/core/contract.ts'
import styles from './SnippetLine.module.css'

/** A passage's words, with what matches set off. */
export function Runs({ snippet }: { readonly snippet: Snippet }) {
  let at = 0
  return snippet.runs.map((run) => {
    const key = at
    at += run.text.length
    return run.match ? <mark key={key}>{run.text}</mark> : <span key={key}>{run.text}</span>
  })
}

/** Where in the article the search was found. What the reader wrote or chose is told from the author's text. */
export function SnippetLine({ snippet }: { readonly snippet: Snippet }) {
  const { t } = useTranslation()
  const { field } = snippet
  return (
    <p className={styles.snippet} data-field={field}>
      {field !== 'text' && field !== 'title' && <span className={styles.field}>{t(`library.in.${field}`)}</span>}
      <span dir="auto">
        <Runs snippet={snippet} />
      </span>
    </p>
  )
}
