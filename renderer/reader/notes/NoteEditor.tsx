import { Editor } from '@tiptap/core'
import { Placeholder } from '@tiptap/extensions'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { noteExtensions, parseNote, serializeNote } from './markdown.ts'
import styles from './note.module.css'

interface Props {
  readonly markdown: string
  readonly label: string
  readonly placeholder: string
  readonly autoFocus: boolean
  readonly onEdit: (markdown: string) => void
  readonly onBlur: () => void
}

interface Live {
  readonly editor: Editor
  readonly reset: (markdown: string) => void
}

/** Edits Markdown as rich text with Markdown's own shortcuts. An untouched note is never written anew. */
export function NoteEditor(props: Props) {
  const { markdown, label, placeholder, autoFocus } = props
  const host = useRef<HTMLDivElement>(null)
  const live = useRef<Live | null>(null)
  const latest = useRef(props)
  const known = useRef(markdown)
  latest.current = props

  useLayoutEffect(() => {
    if (host.current === null) return undefined
    known.current = latest.current.markdown
    let given = known.current
    const made = new Editor({
      element: host.current,
      injectCSS: false,
      extensions: [...noteExtensions, Placeholder.configure({ placeholder })],
      content: parseNote(given),
      editorProps: {
        attributes: {
          role: 'textbox',
          'aria-multiline': 'true',
          'aria-label': label,
          dir: 'auto',
          class: styles.editor ?? '',
        },
      },
      onUpdate: () => {
        const written = serializeNote(made.getJSON())
        // Typed and taken back: the note is what it was, to the character.
        known.current = written === untouched ? given : written
        latest.current.onEdit(known.current)
      },
      onBlur: () => latest.current.onBlur(),
    })
    let untouched = serializeNote(made.getJSON())
    const reset = (text: string): void => {
      given = text
      known.current = text
      made.commands.setContent(parseNote(text), { emitUpdate: false })
      untouched = serializeNote(made.getJSON())
    }
    live.current = { editor: made, reset }
    return () => {
      live.current = null
      made.destroy()
    }
  }, [label, placeholder])

  // Undo, or another window, changed the note under the editor.
  useEffect(() => {
    if (markdown === known.current || live.current?.editor.isFocused) return
    live.current?.reset(markdown)
  }, [markdown])

  useEffect(() => {
    if (autoFocus) live.current?.editor.commands.focus('end', { scrollIntoView: false })
  }, [autoFocus])

  return <div ref={host} className={styles.editorHost} />
}
