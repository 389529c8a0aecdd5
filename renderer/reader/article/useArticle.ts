import { Editor, type JSONContent } from '@tiptap/core'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { documentExtensions } from '../../../main/core/document/extensions.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { pictureExtension } from '../pictures/pictureViews.ts'
import { type ArticleHandle, createHandle } from './handle.ts'
import { highlightExtension, NoteHosts, type Painting, repaint, samePainting } from './highlightPlugin.ts'

interface Options {
  readonly label: string
  readonly details: string
  readonly missing: string
  readonly retry: string
  readonly lang: string | null
  readonly dir: 'ltr' | 'rtl'
}

/**
 * Sets the stored document into `host`, read only, with its highlights, in one go before the first paint; afterwards only
 * what is painted over it changes.
 */
export function useArticle(
  host: RefObject<HTMLElement | null>,
  document: DocumentJSON,
  painting: Painting,
  { label, details, missing, retry, lang, dir }: Options,
): ArticleHandle | null {
  const [handle, setHandle] = useState<ArticleHandle | null>(null)
  const latest = useRef(painting)
  const painted = useRef<Painting | null>(null)
  latest.current = painting

  useLayoutEffect(() => {
    if (host.current === null) return undefined
    const text = documentText(document)
    const hosts = new NoteHosts()
    const attributes = { role: 'document', 'aria-label': label, dir, ...(lang === null ? {} : { lang }) }
    const editor = new Editor({
      element: host.current,
      editable: false,
      injectCSS: false,
      // They serve typing (commands, keys, focus, paste), and cost as much as the whole drawing: 15 ms of 25 at 30 KB.
      enableCoreExtensions: false,
      extensions: [
        ...documentExtensions,
        pictureExtension({ missing, retry }),
        highlightExtension(text, hosts, latest.current, { details }),
      ],
      content: mutable(document),
      // The browser selects, clicks and focuses as in any page; ProseMirror only draws.
      editorProps: {
        editable: () => false,
        attributes,
        handleDOMEvents: { mousedown: () => true, touchstart: () => true },
      },
    })
    painted.current = latest.current
    setHandle(createHandle(editor, text, hosts))
    return () => {
      setHandle(null)
      editor.destroy()
    }
  }, [host, document, label, details, missing, retry, lang, dir])

  useLayoutEffect(() => {
    if (handle === null || (painted.current !== null && samePainting(painted.current, painting))) return
    painted.current = painting
    repaint(handle.editor.view, painting)
  }, [handle, painting])

  return handle
}

/** Tiptap's types ask for arrays that may be written to; it does not write to them. */
function mutable(document: DocumentJSON): JSONContent {
  return document as JSONContent
}
