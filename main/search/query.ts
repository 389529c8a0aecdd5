import { isLoneCharacter, tokenize } from '../core/query/tokens.ts'

/** Tokens that must follow each other; with `prefix`, the last one may go on. */
export interface Term {
  readonly tokens: readonly string[]
  readonly prefix: boolean
}

export interface Query {
  /** All of them must be there. */
  readonly wanted: readonly Term[]
  /** None of them may be there. */
  readonly unwanted: readonly Term[]
}

/** A minus that begins a word, and then a quoted phrase (its end may be missing) or a word. */
const pieces =
  /(?<minus>(?<=^|\s)[-\u2212\u2013])?(?:["\u201C\u201D\u201E\u00AB\u00BB](?<phrase>[^"\u201C\u201D\u201E\u00AB\u00BB]*)(?<close>["\u201C\u201D\u201E\u00AB\u00BB])?|(?<word>[^\s"\u201C\u201D\u201E\u00AB\u00BB]+))/gu

/**
 * What a person types: words, "phrases" (in any quotation marks), -without. Anything else is text, never an operator,
 * and nothing is an error. With `typing`, the last word may be unfinished.
 */
export function parseQuery(text: string, { typing = false } = {}): Query {
  const wanted: Term[] = []
  const unwanted: Term[] = []
  const trimmed = text.trimEnd()
  for (const piece of trimmed.matchAll(pieces)) {
    const { minus, phrase, close, word } = piece.groups ?? {}
    const last = typing && close === undefined && piece.index + piece[0].length === trimmed.length
    const unfinished = last && trimmed === text
    const term = termOf(phrase ?? word ?? '', unfinished)
    if (term) (minus === undefined ? wanted : unwanted).push(term)
  }
  return { wanted, unwanted }
}

const closingPunctuation = /[^\p{L}\p{N}\p{M}]+$/u

function termOf(text: string, unfinished: boolean): Term | null {
  const tokens = [...tokenize(text.replace(closingPunctuation, ''), { open: true })]
  const last = tokens.at(-1)
  if (!last) return null
  return { tokens: tokens.map((token) => token.text), prefix: unfinished || isLoneCharacter(last.text) }
}

/** FTS5's own query language, every token quoted; null where nothing is asked for. */
export function matchOf(terms: readonly Term[], joiner: 'AND' | 'OR'): string | null {
  if (terms.length === 0) return null
  return terms
    .map(
      ({ tokens, prefix }) => `"${tokens.map((token) => token.replaceAll('"', '""')).join(' ')}"${prefix ? ' *' : ''}`,
    )
    .join(` ${joiner} `)
}
