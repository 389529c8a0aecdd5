/** What a search understands besides words: how it is written, and what a click on its example puts into the field. */
export interface Operator {
  readonly id: 'phrase' | 'without' | 'tag' | 'site' | 'author' | 'lang' | 'is' | 'has' | 'in' | 'dates'
  readonly examples: readonly string[]
}

export const operators: readonly Operator[] = [
  { id: 'phrase', examples: ['"…"'] },
  { id: 'without', examples: ['-'] },
  { id: 'tag', examples: ['tag:'] },
  { id: 'site', examples: ['site:'] },
  { id: 'author', examples: ['author:'] },
  { id: 'lang', examples: ['lang:'] },
  { id: 'is', examples: ['is:unread', 'is:favourite', 'is:archived', 'is:trash'] },
  { id: 'has', examples: ['has:note', 'has:highlight', 'has:image'] },
  { id: 'in', examples: ['in:title', 'in:notes', 'in:quotes', 'in:text'] },
  { id: 'dates', examples: ['after:2024', 'before:2025-03'] },
]

/** A field's text with an example put in where its caret stands, and where the caret stands then. */
export function inserted(
  text: string,
  caret: number,
  example: string,
): { readonly text: string; readonly caret: number } {
  const before = text.slice(0, caret)
  const after = text.slice(caret)
  const gap = before === '' || /\s$/.test(before) ? '' : ' '
  // Between the quotation marks is where the words go; a filter that is whole is followed by the next word.
  const quoted = example.indexOf('…')
  const bare = example.replace('…', '')
  const open = quoted >= 0 || /[:-]$/.test(bare)
  const word = open ? bare : `${bare} `
  const parted = after === '' || /^\s/.test(after) || !open ? after : ` ${after}`
  const start = before.length + gap.length
  return { text: `${before}${gap}${word}${parted}`, caret: start + (quoted >= 0 ? quoted : word.length) }
}
