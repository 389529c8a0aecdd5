import { useState } from 'react'
import styles from './ArticleRow.module.css'

/** The site's sign, beside its name and smaller than it; where its file is not there or no picture, nothing is. */
export function Favicon({ name }: { readonly name: string }) {
  const [gone, setGone] = useState(false)
  if (gone) return null
  return (
    <img
      className={styles.favicon}
      src={`/media/${name}`}
      alt=""
      width={14}
      height={14}
      loading="lazy"
      decoding="async"
      onError={() => setGone(true)}
    />
  )
}
