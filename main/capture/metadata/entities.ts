const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00A0',
  shy: '\u00AD',
  hellip: '…',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  sbquo: '‚',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  deg: '°',
  euro: '€',
  pound: '£',
  copy: '©',
  reg: '®',
  trade: '™',
  iexcl: '¡',
  iquest: '¿',
  szlig: 'ß',
  aelig: 'æ',
  AElig: 'Æ',
  oelig: 'œ',
  OElig: 'Œ',
  oslash: 'ø',
  Oslash: 'Ø',
}

/** `eacute`, `Ntilde`, `ccedil`: a letter and the accent that it gets. */
const ACCENTS: Readonly<Record<string, string>> = {
  grave: '\u0300',
  acute: '\u0301',
  circ: '\u0302',
  tilde: '\u0303',
  uml: '\u0308',
  ring: '\u030A',
  cedil: '\u0327',
}

/** What Windows-1252 has where Unicode has control characters: `&#146;` is an apostrophe in every browser. */
const windows = new TextDecoder('windows-1252')

function numbered(code: number): string | null {
  if (code <= 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null
  return code >= 0x80 && code <= 0x9f ? windows.decode(Uint8Array.of(code)) : String.fromCodePoint(code)
}

function nameless(name: string): string | null {
  const known = NAMED[name] ?? NAMED[name.toLowerCase()]
  if (known !== undefined) return known
  const accented = /^([A-Za-z])(grave|acute|circ|tilde|uml|ring|cedil)$/.exec(name)
  return accented ? `${accented[1]}${ACCENTS[accented[2] ?? '']}`.normalize('NFC') : null
}

/** What pages state of themselves is often escaped once more than it should be: `Fish &amp;amp; chips`. */
export function unescapeEntities(text: string): string {
  if (!text.includes('&')) return text
  const once = (escaped: string) =>
    escaped.replace(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi,
      (whole, decimal?: string, hex?: string, name?: string) =>
        (name ? nameless(name) : numbered(Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16))) ?? whole,
    )
  const plain = once(text)
  return plain.includes('&') ? once(plain) : plain
}

/** UTF-16 units: no fact about a page is longer. */
const MAX_LINE = 5000

/** White space collapsed, and no marks of direction or joiners without anything to join at the edges. */
export function oneLine(text: string): string {
  return text
    .slice(0, MAX_LINE)
    .replace(/[ \t\n\r\f\v]+/g, ' ')
    .replace(
      /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+|[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+$/g,
      '',
    )
}

/** The letters and digits of a text, without case, accents and everything between them: names are compared by these. */
export function letters(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}
