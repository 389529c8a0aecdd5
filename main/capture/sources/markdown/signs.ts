/** How sure a sign makes one that a text is Markdown; 3 in all are enough. */
const signs: readonly (readonly [weight: number, pattern: RegExp])[] = [
  [3, /^(?:```|~~~)[\w+#.-]*[ \t]*\n[\s\S]*?^(?:```|~~~)[ \t]*$/m],
  [3, /^\|?[^|\n]+\|[^\n]*\n[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*$/m],
  [3, /^\[\^[^\]\s]+\]:[ \t]+\S/m],
  [3, /^---\r?\n(?:[\w-]+:[^\n]*\n|[ \t]+[^\n]+\n)+---\r?\n/],
  [2, /^#{1,6}[ \t]+\S[^\n]*$/m],
  [2, /!?\[[^\]\n]{1,300}\]\((?:https?:\/\/|mailto:|\/|#|\.)[^)\s]*(?:[ \t]+"[^"\n]*")?\)/],
  [2, /^[-*+] \[[ xX]\] \S/m],
  [1, /(?<![\w*])\*\*\S(?:[^*\n]{0,200}\S)?\*\*(?![\w*])/],
  [1, /(?:^[-*+] \S[^\n]*\n){2}/m],
  [1, /^> \S/m],
  [1, /(?<!`)`[^`\n]+`(?!`)/],
]

/**
 * Whether a text that nobody named was written as Markdown. A dash before a line or a star around a word is in many plain
 * texts too: it takes a mark that is nothing else, or several kinds.
 */
export function looksLikeMarkdown(text: string): boolean {
  const sample = text.slice(0, 50_000).replace(/\r\n?/g, '\n')
  let sum = 0
  for (const [weight, pattern] of signs) if (pattern.test(sample)) sum += weight
  return sum >= 3
}
