/// <reference path="./markdown-it-footnote.d.ts" />
import createMarkdownIt, { type MarkdownIt, type StateCore } from 'markdown-it'
import footnotes from 'markdown-it-footnote'
import { type SourcePage, writtenPage } from '../types.ts'
import { cjkEmphasis } from './cjk.ts'
import { texMath } from './math.ts'
import { readMatter } from './matter.ts'

/** Names that say nothing of what is in the file. */
const NAMELESS = /^(?:stdin|untitled|unnamed|readme|index|notes?|draft|document|article|text|new|page)?[\s\d_-]*$/i

/** `- [x] done`: the box as a character, as pages' own check boxes are kept. https://github.github.com/gfm/#task-list-items- */
function taskLists({ tokens }: StateCore): void {
  for (const [index, { type, children }] of tokens.entries()) {
    if (type !== 'inline' || tokens[index - 1]?.type !== 'paragraph_open') continue
    if (tokens[index - 2]?.type !== 'list_item_open') continue
    const first = children?.[0]
    if (first?.type !== 'text') continue
    first.content = first.content.replace(/^\[([ xX])\](?=\s)/, (_box, mark: string) => (mark === ' ' ? '☐' : '☑'))
  }
}

/**
 * CommonMark with GitHub's tables, strikethrough, task lists and addresses, footnotes, and formulas between dollars.
 * Markup in it is let through: it meets the same closed schema as a page's.
 */
function createParser(): MarkdownIt {
  const md = createMarkdownIt({ html: true, linkify: true })
  md.linkify.set({ fuzzyLink: false, fuzzyEmail: false })
  md.use(footnotes).use(texMath).use(cjkEmphasis)
  md.core.ruler.after('inline', 'task_lists', taskLists)
  // A second reference to a note has its number too; the document sets its own line above the notes.
  md.renderer.rules.footnote_caption = (tokens, index) => `[${Number(tokens[index]?.meta?.id ?? 0) + 1}]`
  md.renderer.rules.footnote_block_open = () => '<section class="footnotes"><ol>'
  return md
}

let parser: MarkdownIt | undefined

/** A Markdown text as a page. `name` is its file's: a note without a heading is called like its file. */
export function markdownPage(text: string, name: string): SourcePage {
  const { stated, lang, url, body } = readMatter(text)
  parser ??= createParser()
  const html = parser.render(body.replace(/\r\n?/g, '\n'))
  const fileName = name.replace(/\.\w{1,8}$/, '')
  const heading = /<h[1-6]\b/.test(html.slice(0, 2000))
  const title = stated.title ?? (heading || NAMELESS.test(fileName) ? undefined : fileName)
  return writtenPage(html, { url, lang, stated: { ...stated, title } })
}
