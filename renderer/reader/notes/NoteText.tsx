import type { JSONContent } from '@tiptap/core'
import { type ReactNode, useMemo } from 'react'
import { parseNote } from './markdown.ts'
import styles from './note.module.css'

/** A note to look at: phrasing content only, so that it may stand inside a button. Links are shown, not followed. */
export function NoteText({ markdown }: { readonly markdown: string }) {
  const content = useMemo(() => parseNote(markdown).content ?? [], [markdown])
  return <>{content.map((node, index) => block(node, index, ''))}</>
}

function block(node: JSONContent, key: number, bullet: string): ReactNode {
  const children = node.content ?? []
  switch (node.type) {
    case 'bulletList':
      return children.map((item, index) => block(item, key * 1000 + index, '•'))
    case 'orderedList': {
      const first = typeof node.attrs?.start === 'number' ? node.attrs.start : 1
      return children.map((item, index) => block(item, key * 1000 + index, `${first + index}.`))
    }
    case 'listItem':
      return (
        <span key={key} className={styles.item} data-bullet={bullet}>
          {children.map((child, index) => block(child, index, ''))}
        </span>
      )
    case 'blockquote':
      return (
        <span key={key} className={styles.quote}>
          {children.map((child, index) => block(child, index, ''))}
        </span>
      )
    case 'heading':
      return (
        <span key={key} className={styles.heading}>
          {children.map(inline)}
        </span>
      )
    case 'codeBlock':
      return (
        <code key={key} className={styles.codeBlock}>
          {children.map(inline)}
        </code>
      )
    case 'horizontalRule':
      return <span key={key} className={styles.rule} />
    default:
      return (
        <span key={key} className={styles.paragraph} dir="auto">
          {children.map(inline)}
        </span>
      )
  }
}

function inline(node: JSONContent, key: number): ReactNode {
  if (node.type === 'hardBreak') return <br key={key} />
  const marked = (node.marks ?? []).reduceRight<ReactNode>((inside, mark) => {
    if (mark.type === 'bold') return <strong>{inside}</strong>
    if (mark.type === 'italic') return <em>{inside}</em>
    if (mark.type === 'strike') return <s>{inside}</s>
    if (mark.type === 'code') return <code>{inside}</code>
    if (mark.type === 'link') return <span className={styles.link}>{inside}</span>
    return inside
  }, node.text ?? '')
  return <span key={key}>{marked}</span>
}
