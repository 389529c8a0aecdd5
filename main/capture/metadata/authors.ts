import { isElement, textLines } from '../extract/dom.ts'
import { cleanByline, joinAuthors } from './byline.ts'
import { choose, type Source, type Told } from './choose.ts'
import type { NameKind, Spot, Statements } from './collect.ts'
import { unescapeEntities } from './entities.ts'
import type { StatedFacts } from './jsonld.ts'
import { BY } from './labels.ts'
import { isNear, nearest, type Place } from './place.ts'
import { shortText } from './shortText.ts'

const MAX_NAMES = 8
/** Longer texts are of an author's box, or of the article. */
const MAX_TEXT = 160
const MAX_BOX = 2000

/** An element's lines; pieces that only a style sheet sets apart (`<b>Jane Doe</b><b>Editor</b>`) are lines of their own. */
function linesIn(element: Element): string[] {
  const copy = element.cloneNode(true)
  if (!isElement(copy)) return []
  for (const piece of copy.querySelectorAll('*')) {
    const before = piece.previousSibling?.textContent ?? ''
    if (/\p{Ll}$/u.test(before) && /^[\p{Lu}@]/u.test(piece.textContent ?? '')) {
      piece.before(element.ownerDocument.createElement('br'))
    }
  }
  return textLines(copy)
}

/** What a byline's element names: each link or marked name in it, else its first line that is a name. */
function namesIn(element: Element): string[] {
  const content = element.getAttribute('content')
  if (content) return [content]
  const text = shortText(element, MAX_BOX)
  if (text === null) return []
  const inner = element.querySelectorAll('[itemprop="name"], [property$="name"], .fn, .p-name, [rel~="author"]')
  if (inner.length > 0) return [...inner].map((each) => each.getAttribute('content') ?? linesIn(each)[0] ?? '')
  if (text.length < 2 || text.length > MAX_TEXT) return []
  const lines = linesIn(element)
  const named = lines.map((line) => ({ line, name: cleanByline(line) })).filter(({ name }) => name !== null)
  const label = named.find(({ line }) => BY.test(line))
  const first = label ?? named[0]
  return first?.name ? [first.name] : []
}

/** Names of a kind beside the title; more than one only where they stand together. */
function markedNames(
  spots: readonly (Spot & { readonly kind: NameKind })[],
  kind: NameKind,
  place: Place,
  elsewhere = false,
): string[] {
  const own = spots.filter(
    (spot) => spot.kind === kind && spot.elsewhere === elsewhere && (kind !== 'link' || isNear(spot, place)),
  )
  const named = own.map((spot) => ({ ...spot, names: namesIn(spot.element) })).filter(({ names }) => joinAuthors(names))
  const first = nearest(named, place)
  if (!first) return []
  const together = named.filter(({ at }) => at >= first.at && at - first.at <= (kind === 'class' ? 0 : 200))
  // A list of cards, each with its own author, is not of this article.
  if (together.length > MAX_NAMES) return first.names
  return together.flatMap(({ names }) => names)
}

/** What parts the pieces of a line: `14 March 2024 | By Jane Doe`. */
const PIECES = /\s*[|·•\u3000]\s*|\s+[–—-]\s+/

/** A line, or a piece of one, that says who wrote the article: `Par Élodie Brûlé`. */
function lineName(lines: readonly Spot[], place: Place): string | null {
  for (const spot of lines) {
    if (!isNear(spot, place)) continue
    const line = shortText(spot.element, MAX_TEXT)
    const text = line?.split(PIECES).find((piece) => BY.test(piece))
    if (text === undefined || text.length > 100) continue
    const name = cleanByline(text)
    if (name && name.split(' ').length <= 8 && /^[\p{Lu}\p{Lo}]/u.test(name) && !/[.!?]$/.test(name)) return name
  }
  return null
}

/** An account or the site itself: right where nothing better is said. */
function isWeak(name: string, site: string | null): boolean {
  return /^[a-z\d_.-]+$/.test(name) || (site !== null && name.toLowerCase() === site.toLowerCase())
}

/** What follows a name after a comma and is no given name. */
const NO_GIVEN = /^(?:ph\.?\s?d|m\.?\s?d|d\.?\s?phil|esq|jr|sr|inc|llc|ltd|gmbh|i{2,3}|iv)\.?$/i

/** `Okafor, Adaeze` as it is read: a family's name of up to three words, a comma, given names of up to three. */
function givenFirst(name: string): string {
  const [family = '', given = '', ...more] = unescapeEntities(name)
    .split(',')
    .map((part) => part.trim())
  const short = (part: string) =>
    part.length <= 40 && /^\p{L}[\p{L}\p{M}.'’-]*(?:\s[\p{L}\p{M}.'’-]+){0,2}$/u.test(part)
  const parted = more.length === 0 && short(family) && short(given) && !NO_GIVEN.test(given)
  // `Jane Doe, John Roe` are two.
  return parted &&
    (!/\s/.test(family) ||
      !/\s/.test(given) ||
      /^(?:van|von|de[lrn]?|di|da|du|la|le|al|el|bin|ibn|ten|ter)\s/i.test(family))
    ? `${given} ${family}`
    : name
}

/** Who wrote it: several names in one line. Null where the page does not tell. */
export function settleByline(
  found: Statements,
  stated: StatedFacts | null,
  { place, site }: { readonly place: Place; readonly site: string | null },
  told: Told[],
): string | null {
  const meta = (...names: string[]) => {
    for (const name of names) {
      const joined = joinAuthors(found.meta.get(name) ?? [], site)
      if (joined) return joined
    }
    return null
  }
  /** Library catalogues write the family's name first. */
  const catalogued = (...names: string[]) => {
    for (const name of names) {
      const joined = joinAuthors((found.meta.get(name) ?? []).map(givenFirst), site)
      if (joined) return joined
    }
    return null
  }
  const sources: Source[] = [
    ['JSON-LD author', () => joinAuthors(stated?.authors ?? [], site)],
    ['meta citation_author', () => catalogued('citation_author') ?? meta('citation_authors')],
    [
      'meta author',
      () => catalogued('dc:creator', 'dc.creator', 'dcterms.creator', 'dcterms:creator') ?? meta('author'),
    ],
    [
      'meta of the publisher',
      () =>
        meta(
          'parsely-author',
          'article:author_name',
          'sailthru.author',
          'article:author',
          'book:author',
          'byl',
          'byline',
          'cxenseparse:author',
          'dc.contributor',
          'twitter:data1:author',
        ),
    ],
    ['marked as author', () => joinAuthors(markedNames(found.names, 'markup', place), site)],
    ['rel=author', () => joinAuthors(markedNames(found.names, 'rel', place), site)],
    ['byline in the page', () => joinAuthors(markedNames(found.names, 'class', place), site)],
    ['link to an author’s page', () => joinAuthors(markedNames(found.names, 'link', place), site)],
    ['line beside the title', () => lineName(found.lines, place)],
    ['author beside the text', () => joinAuthors(markedNames(found.names, 'markup', place, true), site)],
    ['rel=author beside the text', () => joinAuthors(markedNames(found.names, 'rel', place, true), site)],
  ]
  const strong = sources.map(
    ([name, read]): Source => [
      name,
      () => {
        const value = read()
        return value && !isWeak(value, site) ? value : null
      },
    ],
  )
  return choose('byline', [...strong, ...sources], told)
}
