/** What a person typed or pasted, as an address: outer blanks and angle brackets off, `https://` where no scheme is. */
export function toAddress(typed: string): string {
  const text = typed.trim().replace(/^<(.*)>$/, '$1')
  if (text === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return text
  // What cannot be a host stays as it was typed, so that the refusal names what the person sees.
  if (/\s/.test(text)) return text
  return `https://${text.replace(/^\/\//, '')}`
}

/** A line of a list of addresses: bullets, numbers and brackets around it off. */
function listed(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*•–]|\d{1,4}[.)])\s+/, '')
    .replace(/^<(.*)>$/, '$1')
}

/**
 * The addresses of a text that is nothing but addresses (one a line or parted by blanks; bullets, numbers and comments
 * that begin with `#` allowed), each once, in order; null for any other text, which is better kept as text than fetched.
 */
export function addressList(text: string): readonly string[] | null {
  const words = text
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '' && !/^\s*#/.test(line))
    .flatMap((line) => listed(line).split(/\s+/))
  if (words.length === 0 || !words.every((word) => /^https?:\/\/[^\s<>"]+$/i.test(word))) return null
  return [...new Set(words)]
}

/** As typed in the dialog, where whoever types means addresses: a line each, `https://` added where it is missing. */
export function typedAddresses(text: string): readonly string[] {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '' && !/^\s*#/.test(line))
  return [...new Set(lines.flatMap((line) => addressList(line) ?? [toAddress(listed(line))]))]
}
