/** Markdown and HTML escaping, as much as is needed and no more: what a person wrote should still read like it. */

/**
 * Text that is read back as itself by CommonMark, GFM and Obsidian (tags, `==marks==`, `%%comments%%`, `$math$`, links
 * in double brackets), in the middle of a line; see `escapeLine` for its beginning.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      .replace(/\\(?!_)|[`*[\]<|$]/g, '\\$&')
      .replace(/~/g, '\\~')
      .replace(/&(?=#?[A-Za-z0-9]+;)/g, '\\&')
      .replace(/(?<![\p{L}\p{N}&])#(?=[\p{L}\p{N}_/-])/gu, '\\#')
      .replace(/==/g, '\\=\\=')
      .replace(/%%/g, '\\%\\%')
      // GFM makes a link of a bare address, and takes what is escaped in it literally: then it must be no link.
      .replace(/(https?)(?=:\/\/\S*\\)|(www)(?=\.\S*\\)/gi, '$&\\')
  )
}

/** Escapes what means something at the beginning of a line: headings, quotes, lists, rules, underlines, indentation. */
export function escapeLine(line: string): string {
  return (
    line
      .replace(/^[ \t]+/, '')
      .replace(/^(#{1,6})(?=\s|$)/, '\\$1')
      .replace(/^([>+=-])/, (sign, _one, _at, all: string) => (needsEscape(sign, all) ? `\\${sign}` : sign))
      .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
      .replace(/^:(?=\s|-)/, '\\:')
      // At the end of a paragraph Obsidian takes it for the paragraph's name, and hides it.
      .replace(/(^|\s)\^(?=[A-Za-z0-9-]+\s*$)/, '$1\\^')
  )
}

function needsEscape(sign: string, line: string): boolean {
  if (sign === '>') return true
  if (sign === '+') return /^\+(\s|$)/.test(line)
  if (sign === '=') return /^=+\s*$/.test(line)
  return /^-(\s|$)/.test(line) || /^[-\s|:]+$/.test(line)
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Lines of Markdown as a block quote. */
export function quoteLines(markdown: string): string {
  const lines = markdown.trimEnd().split(/\r\n?|\n/)
  return lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n')
}

/** For text and for attribute values in double quotes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)
}

/** A link's destination. */
export function markdownUrl(url: string): string {
  const clean = url.replace(/[\s<>\\]/g, (sign) => encodeURIComponent(sign))
  return /[()]/.test(clean) ? `<${clean}>` : clean
}

export function markdownTitle(title: string | null): string {
  return title === null ? '' : ` "${title.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`
}
