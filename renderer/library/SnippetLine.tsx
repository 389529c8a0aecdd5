import type { Snippet } from '../../main/core/contract.ts'
import styles from './SnippetLine.module.css'

/** Where in the article the search was found, with what matches set off. */
export function SnippetLine({ snippet }: { readonly snippet: Snippet }) {
  let at = 0
  return (
    <p className={styles.snippet} dir="auto">
      {snippet.runs.map((run) => {
        const key = at
        at += run.text.length
        return run.match ? <mark key={key}>{run.text}</mark> : <span key={key}>{run.text}</span>
      })}
    </p>
  )
}
