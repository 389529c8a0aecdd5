import type { NodeJSON } from '../../../core/document/types.ts'
import type { DocumentFacts } from '../types.ts'
import type { Block } from './blocks.ts'

/** Headings over links that are the article's own. */
export const REFERENCES =
  /^[^\p{L}\p{N}]*(?:references?|sources?|further reading|external links|bibliography|notes?|see also|resources|works cited|credits|quellen|literatur|weblinks|einzelnachweise|siehe auch|références|bibliographie|notes et références|voir aussi|liens|fuentes|referencias|bibliografía|véase también|fonti|bibliografia|referências|fontes|bronnen|источники|литература|ссылки|المراجع|مصادر|参考文献|出典|関連項目|参考资料)[^\p{L}\p{N}]*$/iu
const MOST_LINK_WORDS = 40
const MOST_LIST_WORDS = 120

/** Where the links of a node lead. */
export function addressesIn(node: NodeJSON, found: string[] = []): readonly string[] {
  for (const mark of node.marks ?? []) {
    const href = mark.type === 'link' ? mark.attrs?.href : undefined
    if (typeof href === 'string') found.push(href)
  }
  for (const child of node.content ?? []) addressesIn(child, found)
  return found
}

/** A line or a list of nothing but links to pages of the same site. */
export function isOwnLinks({ node, linked, words }: Block, { url }: DocumentFacts): boolean {
  if (!/^(?:paragraph|bulletList|heading)$/.test(node.type) || linked < 0.9) return false
  if (words > (node.type === 'bulletList' ? MOST_LIST_WORDS : MOST_LINK_WORDS)) return false
  const own = url ? URL.parse(url)?.host : null
  const found = new Set(addressesIn(node).map((address) => URL.parse(address)?.host ?? ''))
  return own != null && found.size === 1 && found.has(own)
}
