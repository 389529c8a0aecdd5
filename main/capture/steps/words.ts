/** Scripts that do not part their words: kana, ideographs, Thai. */
function isDense(code: number): boolean {
  return (code >= 0x3040 && code <= 0x30ff) || (code >= 0x3400 && code <= 0x9fff) || (code >= 0x0e00 && code <= 0x0e7f)
}

function isLetter(code: number): boolean {
  if (code < 0x80) {
    return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code >= 0x30 && code <= 0x39)
  }
  return code >= 0xc0 && !(code >= 0x2000 && code <= 0x2bff) && !(code >= 0x3000 && code <= 0x303f)
}

/**
 * Words, where a script parts them by spaces; two characters of one that does not count as one. A loop: it is asked of
 * every text of a page.
 */
export function weighWords(text: string): number {
  let words = 0
  let dense = 0
  let inWord = false
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (isDense(code)) {
      dense++
      inWord = false
    } else if (isLetter(code)) {
      if (!inWord) words++
      inWord = true
    } else if (code !== 0x27 && code !== 0x2019) inWord = false
  }
  return words + Math.ceil(dense / 2)
}
