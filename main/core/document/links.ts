/**
 * The addresses that a document may hold. Everything that draws or writes a document asks here, although the schema has
 * asked before: a record edited by hand must not become a way into the window.
 */
/** An absolute http or https address, or null. */
export function safeWebUrl(url: unknown): string | null {
  if (typeof url !== 'string') return null
  const trimmed = url.trim()
  // The scheme is asked for by name at the very beginning, so no trick with white space or case hides another.
  return /^https?:\/\/[^/?#\s]/i.test(trimmed) ? trimmed : null
}

/**
 * What a link may lead to: http, https, mailto, or a place in the same document (`#anchor`). Anything else (other
 * schemes, relative addresses, `//host`) is null and must be drawn as plain text.
 */
export function safeHref(url: unknown): string | null {
  if (typeof url !== 'string') return null
  const trimmed = url.trim()
  if (trimmed.startsWith('#')) return /^#[^\s"'<>]+$/.test(trimmed) ? trimmed : null
  if (/^mailto:[^\s]+$/i.test(trimmed)) return trimmed
  return safeWebUrl(trimmed)
}

/** Headings, notes and links of an article live in a name space of their own, so that no page can name a part of the window. */
export function anchorId(anchor: string): string {
  return `doc-${anchor}`
}
