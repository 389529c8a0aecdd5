/** Names of writers as pages state them, without what pages put around them. */
import { letters, unescapeEntities } from './entities.ts'
import { BY, BY_LOOSELY, PUBLISHED, UPDATED } from './labels.ts'

/** What follows a name: a post, a section, another line of the page, an account. */
const AFTER =
  /\s*(?:[|•·–—►▪]|\s-\s|\s\/\s|,\s(?!(?:and|et|und|y|e|de|van|von|der|den|da|di|du|la|le|el|al|bin|ibn)\s)(?=(?-i:\p{Ll}{3}))|,\s*(?=(?:[\p{L}&'’.]+\s+){0,3}(?:staff|editor|correspondent|reporter|writer|contributor|columnist|journalist|director|producer|professor|analyst|redakteur(?:in)?|journaliste|rédact(?:eur|rice)|correspondant(?:e)?|korrespondent(?:in)?|redaktion|redactora?|periodista|redazione|giornalista|redacteur|verslaggever|updated|published|posted|special to|for|at|in)\b)|\s(?:für|for|pour|para|per|voor)\s(?:the\s)?(?=\p{Lu})|\s(?:contributed to|reports?|writes)\b|\(?@\w+|\bfollow\b|\s+(?:updated|published|posted|le|on|am|vom|el|il|op)\s+(?:\p{L}+,?\s+)?\d).*$/iu
const MONTH =
  'jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|janv|févr|mars|avr|mai|juin|juil|août|déc|märz|okt|dez|ene|abr|ago|gen|mag|giu|lug|set|ott|dic|mei|maj|fev|out'
const WEEKDAY =
  '(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|(?:lun|mar|mercre|jeu|vendre|same)di|dimanche|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch)'
const DATE = new RegExp(
  `(?:(?<![\\p{L}\\d])(?:${WEEKDAY},?\\s+)?(?:\\d{1,2}[:/.]\\d{2}(?!\\d)|\\d{1,2}[./-]\\d{1,2}[./-]\\d{2,4}|\\d{1,2}\\.?\\s(?:${MONTH})\\p{L}*|(?:${MONTH})\\p{L}*\\.?\\s+\\d{1,2}(?!\\d)|(?:19|20)\\d\\d(?!\\d))|\\d{4}\\s?[年년]|\\d+\\s(?:min|hours?|days?|weeks?|months?)\\b).*$`,
  'iu',
)
/** A post after a whole name, with nothing between them. */
const POST =
  /(?<=\S\s+\S+)\s+(?:(?:staff|senior|contributing|freelance|guest|news|sports|political)\s+)?(?:writer|reporter|correspondent|contributor|editor|columnist)$|(?<=\p{L})\s+(?:기자|記者|记者|特派員)$/iu
/** Counts that stand where names do. */
const COUNT = /^\d+\s+(?:comments?|shares?|views?|likes?|min(?:utes?)?|kommentare?|commentaires?|comentarios?)\b/i
const ROLES =
  /^(?:(?:chief|senior|staff|deputy|executive|managing|associate|contributing|guest|political|science|tech(?:nology)?|business|sports?|news|health|foreign|world)\s+)*(?:editor(?:-in-chief)?|writer|reporter|correspondent|contributor|columnist|author|journalist|blogger|redakteur(?:in)?|autor(?:in)?|journaliste|rédacteur|rédactrice)s?$/i
const NO_NAME =
  /^(?:by|par|von|por|di|last updated|updated|published|posted|advertisement|share|follow(?: us)?|admin(?:istrator)?|editor|staff|author|unknown|anonymous|guest|user|root|webmaster|n\/a|null|undefined|none|true|false|default|test|super ?user|site admin|wp-?admin|details|comments?|subscribe|read more|view profile|bio|email|print|see all|all posts|image|photo|getty images|contributors?|credits?|authors?)(?:\s*:)?$/i
/** Small words that stay small in a name that was shouted. */
const SMALL = /(?<!^)\b(?:And|Et|Und|Y|E|De|Da|Di|Du|Van|Von|Der|Den|Of|For)\b(?!\.)/g

/** Shouted names are styled that way; a name of one short word may be an acronym. */
function unshout(text: string): string {
  const names = text.replace(/(?<=\s)(?:and|et|und|y|e|de|van|von|der)(?=\s)/g, '')
  if (text.length <= 5 || !/^[\p{Lu}\s.,'’&-]+$/u.test(names) || !/\s/.test(text)) return text
  return text
    .toLowerCase()
    .replace(/(^|[\s'’.-])(\p{Ll})/gu, (_match, edge: string, letter: string) => edge + letter.toUpperCase())
    .replace(/\b(Mc)(\p{Ll})/gu, (_match, mc: string, letter: string) => mc + letter.toUpperCase())
    .replace(SMALL, (word) => word.toLowerCase())
}

const MAX_RAW = 1000

/** One name or several, cleaned; null where none is left. */
export function cleanByline(raw: string | null | undefined): string | null {
  let text = unescapeEntities((raw ?? '').slice(0, MAX_RAW))
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (text === '' || /^(?:https?:)?\/\//i.test(text) || /^www\.|^@?\S+\.(?:com|org|net|html?|php)$/i.test(text))
    return null
  if (text.length > 300) return null
  for (let turn = 0; turn < 3; turn++) {
    text = text
      .replace(/^[\s,;:|•·–—►@-]+/, '')
      .replace(/^follow\s+(?!us\b)/i, '')
      .replace(BY, '')
      .replace(BY_LOOSELY, '')
  }
  text = text.replace(/\(?\S+@\S+\.\p{L}+\)?/gu, '').replace(/https?:\/\/\S+/g, '')
  const label = PUBLISHED.exec(text) ?? UPDATED.exec(text)
  if (label && /\d|:\s*$/.test(text.slice(label.index))) text = text.slice(0, label.index)
  text = text.replace(AFTER, '')
  text = text.replace(POST, '')
  const date = DATE.exec(text)
  if (date) text = text.slice(0, date.index)
  text = text.replace(/\s(?:on|at|in|am|vom|le|el|il|em|op)[\s,:]*$/i, '')
  text = text.replace(/^[\s,;:|•·–—/\\([-]+|[\s,;:|•·–—/\\([-]+$/g, '').replace(/\s+([,;])/g, '$1')
  if (text.length < 2 || text.length > 150 || !/\p{L}/u.test(text)) return null
  if (NO_NAME.test(text) || COUNT.test(text) || ROLES.test(text)) return null
  return unshout(text)
}

/** `Jane Doe, The Valley` in the pages of The Valley, where the site's name says nothing. */
function withoutSite(name: string, site: string | null): string {
  const parts = name.split(/(?:,|\.)\s+|\s+\/\s+/)
  const last = parts.at(-1)
  if (!site || parts.length < 2 || !last) return name
  const bare = (text: string) => letters(text.replace(/^the\s/i, ''))
  const [own, end] = [bare(site), bare(last)]
  if (own.length < 3 || !(end.startsWith(own) || (end.length >= 3 && own.startsWith(end)))) return name
  return name.slice(0, name.lastIndexOf(last)).replace(/[\s,./]+$/, '')
}

/**
 * Several stated authors in one line, each once; names that hold a comma themselves (`Doe, Jane`) are parted by semicolons.
 * @param site its name after a person's is left out
 */
export function joinAuthors(authors: readonly string[], site: string | null = null): string | null {
  const names = new Map<string, string>()
  for (const author of authors) {
    const cleaned = cleanByline(author)
    const name = cleaned && withoutSite(cleaned, site)
    if (name && !names.has(name.toLowerCase())) names.set(name.toLowerCase(), name)
  }
  // What names several, or a name and something more, says again what is stated alone as well.
  const all = [...names.values()]
  const parts = all.filter(
    (name) =>
      !all.some(
        (other) =>
          other !== name && ((other.includes(' ') && name.startsWith(`${other} `)) || name.startsWith(`${other},`)),
      ),
  )
  const list = (parts.length > 0 ? parts : all).slice(0, 12)
  return list.length > 0 ? list.join(list.length > 1 && list.some((name) => name.includes(',')) ? '; ' : ', ') : null
}
