import type { MarkdownIt } from 'markdown-it'

const STAR = 0x2a
const TILDE = 0x7e
/** Ideographs, kana, Hangul, and the punctuation that goes with them. */
const CJK =
  /[\u1100-\u11ff\u2e80-\u303f\u3040-\u30ff\u3130-\u318f\u31f0-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]/
const SPACE = /^\s?$/

/**
 * Lets stars mark words in languages that put no spaces between them: CommonMark's rule, made for languages that do, leaves
 * the stars of `。**「x」**を` as they are (https://github.com/commonmark/commonmark-spec/issues/650). Beside such a character,
 * a run opens before whatever is no space and closes after it.
 */
export function cjkEmphasis(md: MarkdownIt): void {
  const State = md.inline.State
  md.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord)
      const mark = this.src.charCodeAt(start)
      if (mark !== STAR && mark !== TILDE) return found
      const before = this.src[start - 1] ?? ''
      const after = this.src[start + found.length] ?? ''
      if (!CJK.test(before) && !CJK.test(after)) return found
      return { ...found, can_open: !SPACE.test(after), can_close: !SPACE.test(before) }
    }
  }
}
