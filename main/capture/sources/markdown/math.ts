import type { MarkdownIt, RendererRule, StateBlock, StateInline } from 'markdown-it'
import { escapeHtml } from '../xhtml.ts'

const DOLLAR = 0x24
const BACKSLASH = 0x5c

/** TeX as an element that capture reads formulas from. */
function formula(tex: string, display: boolean): string {
  return `<math alttext="${escapeHtml(tex.trim())}"${display ? ' display="block"' : ''}></math>`
}

/**
 * `$…$` and `$$…$$`. What opens is followed by no space, what closes comes after none and stands before no digit, so that
 * "$5 and $10" is money (https://pandoc.org/MANUAL.html#extension-tex_math_dollars); GitHub's "$`…`$" too.
 */
function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  if (src.charCodeAt(pos) !== DOLLAR) return false
  const display = src.charCodeAt(pos + 1) === DOLLAR
  const start = pos + (display ? 2 : 1)
  const mark = display ? '$$' : '$'
  let end = src.indexOf(mark, start)
  while (end > 0 && src.charCodeAt(end - 1) === BACKSLASH) end = src.indexOf(mark, end + 1)
  if (end <= start || end + mark.length > state.posMax) return false
  const tex = src.slice(start, end)
  if (!display && (/^\s|\s$|\n\s*\n/.test(tex) || /\d/.test(src[end + 1] ?? ''))) return false
  if (tex.trim() === '') return false
  if (!silent) {
    const token = state.push(display ? 'math_block' : 'math_inline', 'math', 0)
    token.content = tex.replace(/^`([\s\S]*)`$/, '$1')
  }
  state.pos = end + mark.length
  return true
}

/** `$$` on a line of its own, or at its beginning, up to the line that ends with `$$`. */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  const lineOf = (line: number) =>
    state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line] ?? 0)
  const first = lineOf(startLine)
  if (!first.startsWith('$$') || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const head = first.slice(2)
  const lines: string[] = []
  let line = startLine
  const closed = head.trimEnd().endsWith('$$') && head.trim() !== '$$'
  if (head.includes('$$') && !closed) return false
  if (closed) lines.push(head.trimEnd().slice(0, -2))
  else {
    lines.push(head)
    for (line++; ; line++) {
      if (line >= endLine) return false
      const text = lineOf(line).trimEnd()
      if (text.endsWith('$$')) {
        lines.push(text.slice(0, -2))
        break
      }
      lines.push(text)
    }
  }
  if (silent) return true
  const token = state.push('math_block', 'math', 0)
  token.block = true
  token.content = lines.join('\n')
  token.map = [startLine, line + 1]
  state.line = line + 1
  return true
}

/** Formulas in TeX between dollars, and in code blocks that are called `math`. */
export function texMath(md: MarkdownIt): void {
  md.inline.ruler.after('escape', 'math_inline', inlineMath)
  md.block.ruler.after('blockquote', 'math_block', blockMath, {
    alt: ['paragraph', 'reference', 'blockquote', 'list'],
  })
  md.renderer.rules.math_inline = (tokens, index) => formula(tokens[index]?.content ?? '', false)
  md.renderer.rules.math_block = (tokens, index) => formula(tokens[index]?.content ?? '', true)
  const fence: RendererRule | undefined = md.renderer.rules.fence
  md.renderer.rules.fence = (tokens, index, options, env, self) => {
    const token = tokens[index]
    if (token?.info.trim() === 'math') return formula(token.content, true)
    return fence?.(tokens, index, options, env, self) ?? ''
  }
}
