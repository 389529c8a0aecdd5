import type { JSONContent } from '@tiptap/core'
import { MarkdownManager } from '@tiptap/markdown'
import { StarterKit } from '@tiptap/starter-kit'

/** What a note is made of. Links open only by their own addresses; nothing in a note is loaded. */
export const noteExtensions = [
  StarterKit.configure({
    heading: { levels: [1, 2, 3] },
    underline: false,
    trailingNode: false,
    link: { openOnClick: false, autolink: true, defaultProtocol: 'https', protocols: ['http', 'https', 'mailto'] },
  }),
]

const manager = new MarkdownManager({ extensions: noteExtensions })
/** Notes are the only Markdown in the window: HTML in one is text, and is never read as elements. */
manager.instance.use({ tokenizer: { html: () => undefined, tag: () => undefined } })

export function parseNote(markdown: string): JSONContent {
  if (markdown.trim() === '') return { type: 'doc', content: [{ type: 'paragraph' }] }
  return manager.parse(markdown)
}

export function serializeNote(document: JSONContent): string {
  const written = manager.serialize(guard(document, false))
  return release(written)
    .replace(/^(?:&nbsp;|\u00A0)$/gm, '')
    .trim()
}

/**
 * The serializer turns every `<`, `>` and `&` into an entity, though most of them mean nothing in Markdown, and leaves
 * alone what would become a heading, a list or a quotation at the start of a line. So these characters go through it
 * as private characters, and come out escaped where Markdown would read them, and as themselves elsewhere.
 */
const guards = { '<': '\uE0F0', '>': '\uE0F1', '&': '\uE0F2', _: '\uE0F3' } as const
const ESCAPE = '\uE0F4'

function guard(node: JSONContent, startsLine: boolean): JSONContent {
  if (node.type === 'text') {
    if (node.marks?.some((mark) => mark.type === 'code')) return node
    let text = node.text ?? ''
    if (startsLine) {
      text = text.replace(/^(\s*)([#>+-](?=\s|$)|[#>](?=[#>\s]))/, `$1${ESCAPE}$2`)
      text = text.replace(/^(\s*\d{1,9})([.)])(?=\s|$)/, `$1${ESCAPE}$2`).replace(/^(\s*)(>)/, `$1${ESCAPE}$2`)
    }
    text = text.replace(/[<>&]/g, (character) => guards[character as '<' | '>' | '&'])
    text = text.replace(/(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}])/gu, guards._)
    return { ...node, text }
  }
  if (node.type === 'codeBlock' || node.content === undefined) return node
  let lineStart = true
  const content = node.content.map((child) => {
    const guarded = guard(child, lineStart && node.type !== 'heading')
    lineStart = child.type === 'hardBreak' || child.type !== 'text'
    return guarded
  })
  return { ...node, content }
}

function release(markdown: string): string {
  return markdown
    .replaceAll(ESCAPE, '\\')
    .replace(/\uE0F0(?=[A-Za-z/!?])/g, '\\<')
    .replaceAll(guards['<'], '<')
    .replaceAll(guards['>'], '>')
    .replace(/\uE0F2(?=#?\w+;)/g, '\\&')
    .replaceAll(guards['&'], '&')
    .replaceAll(guards._, '_')
}
