/** Names of writers as pages state them, without what pages put around them. */

const BEFORE =
  /^(?:(?:written|posted|published|reported|story|words|text|edited|created|submitted)\s+by|by|byline|author(?:s|ed by)?|from|par|propos recueillis par|publié par|écrit par|auteur|von|verfasst von|autor(?:en)?|por|di|a cura di|door|av|af|przez|автор|текст|de la rédaction|بقلم|كتب|كتبت|الكاتب|著者|文|作者|記者)\s*[:：•|-]?\s+|^(?:by|par|von|por|author|auteur|作者|文|著者)\s*[:：]\s*/i
const AFTER =
  /\s*(?:[|•·–—]|\s-\s|,\s*(?=(?:\p{L}+\s+)?(?:staff|editor|correspondent|reporter|writer|contributor|columnist|journalist|updated|published|posted|special to|for|at|in)\b)|\(?@\w+|\s+(?:updated|published|posted|le|on)\s+(?:\p{L}+\s+)?\d).*$/iu
const DATE =
  /\b\d{1,2}[:/.]\d{2}\b|\b(?:19|20)\d{2}\b|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.?\s+\d{1,2}\b.*$/i
const NO_NAME =
  /^(?:by|par|von|por|last updated|updated|published|posted|advertisement|share|follow|admin|administrator|editor|staff|author|unknown|anonymous|guest|user|root|webmaster|n\/a|null|undefined|none)(?:\s*:)?$/i

/** One name or several, cleaned; null where none is left. */
export function cleanByline(raw: string | null | undefined): string | null {
  let text = (raw ?? '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '' || /^https?:\/\//i.test(text) || text.length > 200) return null
  text = text.replace(BEFORE, '').replace(BEFORE, '')
  text = text.replace(/\S+@\S+\.\S+/g, '').replace(AFTER, '')
  const date = DATE.exec(text)
  if (date) text = text.slice(0, date.index)
  text = text.replace(/^[\s,;:|•·–—-]+|[\s,;:|•·–—-]+$/g, '').trim()
  if (text.length < 2 || text.length > 150 || !/\p{L}/u.test(text) || NO_NAME.test(text)) return null
  // Shouted names are styled that way; a name of one short word may be an acronym.
  if (text.length > 5 && text === text.toUpperCase() && /^[\p{Lu}\s.,'’&-]+$/u.test(text) && /\s/.test(text)) {
    text = text
      .toLowerCase()
      .replace(/(^|[\s'’.-])(\p{Ll})/gu, (_match, edge: string, letter: string) => edge + letter.toUpperCase())
    text = text.replace(/\b(And|Et|Und|De|Van|Von|Der|Of)\b/g, (word) => word.toLowerCase())
  }
  return text
}

/** Several stated authors in one line, each once. */
export function joinAuthors(authors: readonly string[]): string | null {
  const names = new Map<string, string>()
  for (const author of authors) {
    const name = cleanByline(author)
    if (name && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  return names.size > 0 ? [...names.values()].slice(0, 12).join(', ') : null
}
