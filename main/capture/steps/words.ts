const DENSE = '\\u3040-\\u30ff\\u3400-\\u9fff\\u0e00-\\u0e7f'
const ANY_DENSE = new RegExp(`[${DENSE}]`)
const EACH_DENSE = new RegExp(`[${DENSE}]`, 'g')
const DENSE_RUNS = new RegExp(`[${DENSE}]+`, 'g')
const WORD = /[\p{L}\p{N}]+/gu

/** Words, where a script parts them; two ideographs count as one. */
export function weighWords(text: string): number {
  if (!ANY_DENSE.test(text)) return text.match(WORD)?.length ?? 0
  const dense = text.match(EACH_DENSE)?.length ?? 0
  return Math.ceil(dense / 2) + (text.replace(DENSE_RUNS, ' ').match(WORD)?.length ?? 0)
}
