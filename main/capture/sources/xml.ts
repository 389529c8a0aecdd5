import { parseHTML } from '../extract/linkedom.ts'

export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlNode[]
}
export type XmlNode = XmlElement | string

interface OpenElement {
  readonly name: string
  readonly attributes: Map<string, string>
  readonly children: XmlNode[]
}

/** What is nested deeper is left to the reader of broken pages, which flattens it. */
const MAX_DEPTH = 500
/** Characters that declared entities may make in all: a bomb of them makes billions. */
const MAX_EXPANDED = 1_000_000
const MAX_ENTITY_DEPTH = 8

const NAME = /[^\s/>=<"'!?&;][^\s/>=<"'&;]*/y
const ATTRIBUTE = /\s+([^\s/>=<"'&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y
const TAG_END = /\s*(\/?)>/y
const REFERENCE = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([\p{L}_:][\p{L}\p{N}._:-]*));|&/giu

/** Thrown inside, where a text is not well-formed. */
class Malformed extends Error {}

/**
 * An XML document as a tree; null where it is not well-formed (https://www.w3.org/TR/xml/, without validation) or is made
 * to exhaust its reader. Entities are those that the document declares in itself, and HTML's. Comments and processing
 * instructions are left out; CDATA is text. Nothing is fetched.
 */
export function parseXml(source: string): XmlElement | null {
  try {
    return parse(source.replace(/^\uFEFF/, ''))
  } catch (error) {
    if (error instanceof Malformed) return null
    throw error
  }
}

function parse(source: string): XmlElement {
  const root: OpenElement = { name: '', attributes: new Map(), children: [] }
  const stack: OpenElement[] = [root]
  let expand = expander('')
  let at = 0
  const until = (mark: string, from: number): number => {
    const found = source.indexOf(mark, from)
    if (found < 0) throw new Malformed(`no ${mark}`)
    return found
  }
  const match = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at
    const found = pattern.exec(source)
    if (found) at = pattern.lastIndex
    return found
  }
  while (at < source.length) {
    const open = stack.at(-1) ?? root
    const next = source.indexOf('<', at)
    const text = source.slice(at, next < 0 ? source.length : next)
    if (text !== '') {
      if (open === root && text.trim() !== '') throw new Malformed('text outside the root')
      if (open !== root) open.children.push(expand(text))
    }
    if (next < 0) break
    at = next
    if (source.startsWith('<!--', at)) at = until('-->', at + 4) + 3
    else if (source.startsWith('<![CDATA[', at)) {
      const end = until(']]>', at)
      open.children.push(source.slice(at + 9, end))
      at = end + 3
    } else if (source.startsWith('<?', at)) at = until('?>', at) + 2
    else if (source.startsWith('<!', at)) {
      const start = at
      at = doctypeEnd(source, start)
      expand = expander(source.slice(start, at))
    } else if (source.startsWith('</', at)) {
      const end = until('>', at)
      if (open === root || source.slice(at + 2, end).trimEnd() !== open.name) throw new Malformed('crossed tags')
      stack.pop()
      at = end + 1
    } else {
      at++
      const name = match(NAME)?.[0]
      if (name === undefined || (open === root && open.children.length > 0))
        throw new Malformed('no name, or two roots')
      const attributes = new Map<string, string>()
      for (let found = match(ATTRIBUTE); found; found = match(ATTRIBUTE)) {
        const [, key = '', double, single] = found
        if (attributes.has(key)) throw new Malformed('an attribute twice')
        attributes.set(key, expand(double ?? single ?? ''))
      }
      const end = match(TAG_END)
      if (!end) throw new Malformed('no end of tag')
      const element: OpenElement = { name, attributes, children: [] }
      open.children.push(element)
      if (end[1] === '') stack.push(element)
      if (stack.length > MAX_DEPTH) throw new Malformed('too deep')
    }
  }
  const [first] = root.children
  if (stack.length > 1 || typeof first !== 'object') throw new Malformed('not closed')
  return first
}

/** Past a document type, whose internal subset may hold `>` and `]` in quotation marks. */
function doctypeEnd(source: string, start: number): number {
  let depth = 0
  for (let at = start; at < source.length; at++) {
    const char = source[at]
    if (char === '"' || char === "'") {
      at = source.indexOf(char, at + 1)
      if (at < 0) break
    } else if (char === '[') depth++
    else if (char === ']') depth--
    else if (char === '>' && depth <= 0) return at + 1
  }
  throw new Malformed('no end of the document type')
}

/** Answers a function that resolves references in a text. `doctype` declares entities, or is empty. */
function expander(doctype: string): (text: string) => string {
  const declared = new Map<string, string>()
  for (const [, name = '', double, single] of doctype.matchAll(
    /<!ENTITY\s+([^\s%"'>]+)\s+(?:"([^"]*)"|'([^']*)')\s*>/g,
  )) {
    if (!declared.has(name)) declared.set(name, double ?? single ?? '')
  }
  let expanded = 0
  const expand = (text: string, depth: number): string => {
    if (!text.includes('&')) return text
    return text.replace(REFERENCE, (whole, decimal?: string, hex?: string, name?: string) => {
      if (name === undefined) {
        if (decimal === undefined && hex === undefined) throw new Malformed('a bare &')
        const code = Number.parseInt(decimal ?? hex ?? '', decimal ? 10 : 16)
        return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : '\uFFFD'
      }
      const own = declared.get(name)
      if (own === undefined) return htmlEntity(name) ?? whole
      expanded += own.length
      if (depth >= MAX_ENTITY_DEPTH || expanded > MAX_EXPANDED) throw new Malformed('too many entities')
      // Markup inside an entity is not built into the tree: its words are kept.
      return expand(own.replace(/<[^<>]*>/g, ''), depth + 1)
    })
  }
  return (text) => expand(text, 0)
}

const entities = new Map<string, string | null>([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00A0'],
])

/** HTML's named characters, as its parser knows them. */
function htmlEntity(name: string): string | null {
  const known = entities.get(name)
  if (known !== undefined) return known
  const text = parseHTML(`<p>&${name};</p>`).document.querySelector('p')?.textContent ?? ''
  const found = text === '' || text.startsWith('&') ? null : text
  entities.set(name, found)
  return found
}

/** An element's name without its prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

export function isXmlElement(node: XmlNode): node is XmlElement {
  return typeof node === 'object'
}

/** Every element below this one that has the name, in document order; prefixes do not count. */
export function* elementsNamed(root: XmlElement, name: string): Generator<XmlElement> {
  for (const child of root.children) {
    if (!isXmlElement(child)) continue
    if (localName(child.name) === name) yield child
    yield* elementsNamed(child, name)
  }
}

export function firstNamed(root: XmlElement, name: string): XmlElement | null {
  for (const found of elementsNamed(root, name)) return found
  return null
}

/** The text of an element and everything in it, white space collapsed. */
export function xmlText(root: XmlElement): string {
  const gather = (node: XmlNode): string => (isXmlElement(node) ? node.children.map(gather).join('') : node)
  return gather(root)
    .replace(/[ \t\n\r\f]+/g, ' ')
    .trim()
}
