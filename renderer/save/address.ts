/** What a person typed or pasted, as an address: outer blanks and angle brackets off, `https://` where no scheme is. */
export function toAddress(typed: string): string {
  const text = typed.trim().replace(/^<(.*)>$/, '$1')
  if (text === '' || /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return text
  // What cannot be a host stays as it was typed, so that the refusal names what the person sees.
  if (/\s/.test(text)) return text
  return `https://${text.replace(/^\/\//, '')}`
}

/** Whether a pasted text is nothing but an address, which is better fetched than kept as text. */
export function isAddress(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim())
}
