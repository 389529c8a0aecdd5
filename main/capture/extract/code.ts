import type { NodeJSON } from '../../core/document/types.ts'
import { hasClass, isElement, isText, tagOf } from './dom.ts'

const LINE = /^(?:div|p|li|tr|ol|ul|table|tbody)$/
const GUTTER =
  /(?:^|[\s_-])(?:gutter|lineno|linenos|line-?numbers?|linenumber|blob-num|hljs-ln-n\w*|rouge-gutter|crayon-nums)(?:$|[\s_-])/i
const LANGUAGE_CLASS =
  /(?:^|\s)(?:language-|lang-|lang:|brush:\s*|highlight-source-|highlight-text-|highlight-|code-|prettyprint\s+lang-)([a-z][\w+#.-]*)/i
const SECOND_CLASS =
  /(?:^|\s)(?:sourceCode|hljs|highlight|prettyprint|codehilite|src)\s+(?:src-)?([a-z][\w+#.-]*)(?:$|\s)/i
const NO_LANGUAGE =
  /^(?:none|plain|plaintext|text|txt|nohighlight|no-highlight|auto|undefined|default|code|block|wrapper|hljs|linenums|highlight|copy\w*|toolbar|container|inner|outer|body|content|box|snippet|frame|area|lines?|source)$/i
/** What WordPress plugins and GitHub write into `lang` of a `pre`, and what no human language is called. */
const LANG_ATTRIBUTE =
  /^(?:bash|sh|shell|c|c\+\+|cpp|c#|csharp|css|scss|less|go|golang|html|xml|java|javascript|js|jsx|json|yaml|yml|toml|kotlin|lua|objc|perl|php|powershell|python|py|r|ruby|rb|rust|scala|sql|swift|typescript|ts|tsx|vb|vim|diff|makefile|dockerfile|haskell|clojure|elixir|erlang|matlab|latex|tex|lisp|fortran|ini|nginx|apache)$/i

/** A program's text, character for character; what marks its lines (br, one element per line) becomes line ends. */
export function codeText(element: Element): string {
  const parts: string[] = []
  const endLine = () => {
    const last = parts.at(-1)
    if (last !== undefined && !last.endsWith('\n')) parts.push('\n')
  }
  const read = (parent: Node) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      if (isText(node)) {
        if (node.data !== '') parts.push(node.data)
      } else if (isElement(node)) {
        const tag = tagOf(node)
        if (tag === 'br') parts.push('\n')
        else if (/^(?:button|script|style|svg|template)$/.test(tag) || hasClass(node, GUTTER)) continue
        else if (LINE.test(tag)) {
          endLine()
          const before = parts.length
          read(node)
          if (parts.length === before) parts.push('\n')
          else endLine()
        } else read(node)
      }
    }
  }
  read(element)
  return parts.join('').replace(/\r\n?/g, '\n').replace(/^\n/, '').replace(/\s+$/, '').replaceAll('\uFFFC', '')
}

const NUMBERED = /^\s*1\s*$|^\s*1\s+2(?:\s+\d+)*\s*$/

/** A cell of nothing but line numbers, whatever it is called, beside one with a program. */
function isGutter(cell: Element): boolean {
  if (hasClass(cell, /gutter|line-?no|line-?num|blob-num|hljs-ln-n/i)) return true
  const next = cell.nextElementSibling
  return next?.querySelector('pre, code') != null && NUMBERED.test(cell.textContent ?? '')
}

/** Line numbers stand in cells of their own; a table has either one cell with the program or a row per line. */
export function codeTableText(table: Element): string {
  const rows: string[] = []
  for (const row of table.querySelectorAll('tr')) {
    const cells = [...row.children].filter((cell) => !isGutter(cell))
    const text = cells.map((cell) => codeText(cell)).join('')
    if (cells.length > 0) rows.push(text)
  }
  return rows.join('\n')
}

/**
 * A program without `pre`: a `code` of several lines that a style shows as they are written, or that is marked up line by
 * line and stands by itself.
 */
export function isLooseCode(code: Element): boolean {
  const text = code.textContent ?? ''
  if (!text.trim().includes('\n')) return false
  if (/white-space:\s*pre|display:\s*block/i.test(code.getAttribute('style') ?? '')) return true
  const parent = code.parentElement
  const alone = parent !== null && /^(?:div|figure|section|td)$/.test(tagOf(parent)) && parent.childElementCount === 1
  return alone && (parent.textContent ?? '').trim() === text.trim() && codeLanguage(code) !== null
}

/** The language that a block, the code in it or what is around it names in its attributes. */
export function codeLanguage(element: Element): string | null {
  const codes = element.querySelectorAll('code')
  // The last, where line numbers stand in one of their own before it.
  const around = [element, codes[codes.length - 1], element.parentElement, element.parentElement?.parentElement]
  for (const candidate of around) {
    if (!candidate) continue
    for (const attribute of [
      'data-lang',
      'data-language',
      'data-code-language',
      'data-enlighter-language',
      'lang-name',
    ]) {
      const value = candidate.getAttribute(attribute)
      if (value && !NO_LANGUAGE.test(value) && /^[\w+#.-]{1,30}$/.test(value)) return value.toLowerCase()
    }
    const stated = tagOf(candidate) === 'pre' || tagOf(candidate) === 'code' ? candidate.getAttribute('lang') : null
    if (stated && LANG_ATTRIBUTE.test(stated)) return stated.toLowerCase()
    const classes = candidate.getAttribute('class') ?? ''
    const found = (LANGUAGE_CLASS.exec(classes) ?? SECOND_CLASS.exec(classes))?.[1]
    if (found && !NO_LANGUAGE.test(found)) return found.toLowerCase()
  }
  return null
}

export function codeBlock(text: string, language: string | null): NodeJSON {
  return { type: 'codeBlock', attrs: { language }, content: [{ type: 'text', text }] }
}

/** Whether a table only sets a program beside its line numbers. */
export function isCodeTable(table: Element): boolean {
  if (!table.querySelector('pre, code')) return false
  for (const cell of table.querySelectorAll('td, th')) if (hasClass(cell, GUTTER) || isGutter(cell)) return true
  return hasClass(table, /highlight|rouge-table|crayon-table|hljs-ln|syntaxhighlighter|diff-table/i)
}

/** Whether a `pre` is the frame of prose rather than a program: it holds paragraphs, headings or lists. */
export function isProse(pre: Element): boolean {
  return (
    pre.querySelector('p, h1, h2, h3, h4, h5, h6, blockquote, ul, img, table') !== null && !pre.querySelector('code')
  )
}
