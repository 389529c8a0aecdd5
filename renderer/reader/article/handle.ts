import type { Editor } from '@tiptap/core'
import type { DocumentText } from '../../../main/core/document/text.ts'
import { meantRange, type TextRange } from '../selection/range.ts'
import type { NoteHosts } from './highlightPlugin.ts'

/** The shown text, for those who measure it, point into it or scroll to it. */
export interface ArticleHandle {
  readonly root: HTMLElement
  readonly text: DocumentText
  readonly hosts: NoteHosts
  readonly editor: Editor
  /** The elements of the document's own blocks, in order; notes between them are left out. */
  blocks(): readonly HTMLElement[]
  /** The pieces that a highlight is drawn with, in reading order. */
  marksOf(key: string): readonly HTMLElement[]
  /** The element that a document position stands in or before. */
  elementAt(position: number): HTMLElement | null
  /** The passage that a DOM range means; null outside the text. */
  passageOf(range: Range): TextRange | null
}

export function createHandle(editor: Editor, text: DocumentText, hosts: NoteHosts): ArticleHandle {
  const { view } = editor
  const root = view.dom
  return {
    root,
    text,
    hosts,
    editor,
    blocks: () => childElements(root).filter((element) => element.dataset.noteHost === undefined),
    marksOf: (key) => [...root.querySelectorAll<HTMLElement>(`[data-highlights~="${CSS.escape(key)}"]`)],
    elementAt: (position) => {
      const node = view.nodeDOM(position) ?? view.domAtPos(position).node
      return node instanceof HTMLElement ? node : node.parentElement
    },
    passageOf: (range) => {
      if (!range.intersectsNode(root) || inNote(range.commonAncestorContainer)) return null
      const all = document.createRange()
      all.selectNodeContents(root)
      const before = range.compareBoundaryPoints(Range.START_TO_START, all) < 0
      const after = range.compareBoundaryPoints(Range.END_TO_END, all) > 0
      const from = before ? 0 : view.posAtDOM(range.startContainer, range.startOffset, 1)
      const to = after ? view.state.doc.content.size : view.posAtDOM(range.endContainer, range.endOffset, -1)
      return meantRange(text.text, text.toOffset(from, 'after'), text.toOffset(to, 'before'))
    },
  }
}

/** Whether a place is inside a note that stands in the text. */
export function inNote(node: globalThis.Node | null): boolean {
  const element = node instanceof Element ? node : (node?.parentElement ?? null)
  return element?.closest('[data-note-host]') != null
}

function childElements(parent: HTMLElement): readonly HTMLElement[] {
  return [...parent.children].filter((child): child is HTMLElement => child instanceof HTMLElement)
}
