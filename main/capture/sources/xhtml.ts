import { isXmlElement, localName, parseXml, type XmlElement, type XmlNode } from './xml.ts'

const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
const RAW = new Set(['script', 'style'])

/**
 * XHTML as HTML that means the same: what is closed in itself (`<a id="x"/>`, `<title/>`) is empty, CDATA is text, prefixes
 * are gone. Null where it is not well-formed: then it is read as browsers read broken pages.
 */
export function xhtmlToHtml(source: string): string | null {
  const root = parseXml(source)
  if (!root || localName(root.name) !== 'html') return null
  const parts: string[] = ['<!DOCTYPE html>']
  write(root, parts)
  return parts.join('')
}

function write(node: XmlNode, parts: string[]): void {
  if (!isXmlElement(node)) {
    parts.push(escapeText(node))
    return
  }
  const name = localName(node.name)
  // EPUB's `switch` offers formulas, and a picture or text for readers that know none.
  const chosen = name === 'switch' ? node.children.filter(isXmlElement).slice(0, 1) : node.children
  if (name === 'switch' || name === 'case') {
    for (const child of chosen) write(child, parts)
    return
  }
  parts.push('<', name)
  for (const [key, value] of node.attributes) {
    if (!key.startsWith('xmlns')) parts.push(' ', attributeName(key), '="', escapeHtml(value), '"')
  }
  parts.push('>')
  if (VOID.has(name)) return
  if (RAW.has(name)) parts.push(rawText(node).replace(/<\/(?=script|style)/gi, '<\\/'))
  else for (const child of node.children) write(child, parts)
  parts.push('</', name, '>')
}

function attributeName(key: string): string {
  if (key === 'xml:lang') return 'lang'
  return key.endsWith(':href') ? 'href' : key
}

function rawText({ children }: XmlElement): string {
  return children.map((child) => (isXmlElement(child) ? '' : child)).join('')
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

/** Text as it may stand in HTML, in attributes too. */
export function escapeHtml(text: string): string {
  return escapeText(text).replaceAll('"', '&quot;')
}
