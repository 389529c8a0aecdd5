import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { normaliseDate } from '../metadata/dates.ts'

/**
 * Lines that stand between an article's paragraphs and are not its own: what a site adds to every page. Each step names
 * what it takes, so that "why did this paragraph vanish?" has an answer. All of them are shy: they take whole short
 * blocks at the top level only.
 */
const MOST_WORDS = 32

const ADVERTISEMENT =
  /^[\s–—-]*(?:advert(?:isement|ising)?s?|ad|sponsored(?: content)?|story continues (?:below|after) (?:this )?ad\w*|article continues (?:below|after) (?:this )?ad\w*|scroll (?:down )?to continue(?: reading)?|publicité|la suite après la publicité|anzeige|werbung|publicidad|pubblicità|iklan|реклама|إعلان|広告)[\s–—:.-]*$/iu
const RELATED =
  /^\W*(?:related(?: (?:stories|story|articles?|content|links?|topics))?|read (?:more|also|next|on|this)|also read|see (?:more|also)|more (?:on this|from|stories|to read)|watch|don['’]t miss|recommended(?: reading)?|you (?:may|might) (?:also )?like|(?:à )?lire aussi|lire la suite|à lire|voir aussi|sur le même sujet|lesen sie auch|mehr (?:zum thema|dazu)|siehe auch|lea también|leggi anche|leia também|читайте также|اقرأ أيضا)\b/iu
/** Over a list of nothing but links. A reference work's "See also" is its own. */
const RELATED_LABEL =
  /^\W*(?:more|more (?:on this|stories|to read)|related(?: (?:stories|articles?|content|links?|news))?|read (?:more|also|next)|also read|recommended|(?:à )?lire aussi|sur le même sujet|mehr zum thema|lesen sie auch|lea también|leggi anche|leia também)\W*$/iu
const APPEAL =
  /^\W*(?:click here|get .{0,30}\bapp\b|get .{0,40} on the go|subscribe|sign up|join|follow us|download|like us|s['’]abonner|abonnez-vous|inscrivez-vous|jetzt (?:abonnieren|anmelden)|suscr[ií]bete)\b/iu
const STAMP =
  /^\W*(?:(?:first )?(?:published|updated|posted|last (?:updated|modified)|publié|mis à jour|modifié|veröffentlicht|aktualisiert|publicado|actualizado)\b|by\s)/iu
const AGO = /^\W*(?:published|updated|posted)?\s*\d+\s+(?:minutes?|hours?|days?|weeks?|months?) ago\W*$/i
const ENDING =
  /^\W*(?:you (?:may|might) (?:also )?(?:like|be interested)\b.*|related (?:stories|articles|posts|content|topics|links|news)|more (?:from|stories|news|articles)\b.*|most (?:read|popular|viewed)|comments?|leave a (?:comment|reply)|share this\b.*|recommended(?: for you)?|trending(?: now)?|à lire aussi|sur le même sujet|commentaires?|mehr zum thema|kommentare)\W*$/iu

interface Block {
  readonly node: NodeJSON
  readonly text: string
  /** Share of the text that is linked. */
  readonly linked: number
  readonly words: number
}

function read(node: NodeJSON): Block {
  let text = ''
  let linked = 0
  let atoms = false
  const visit = (child: NodeJSON) => {
    if (child.type === 'text') {
      text += child.text ?? ''
      if (child.marks?.some(({ type }) => type === 'link')) linked += (child.text ?? '').length
    } else if (child.type === 'hardBreak') text += ' '
    else if (!child.content) atoms = true
    for (const inner of child.content ?? []) visit(inner)
  }
  visit(node)
  const words = atoms ? Number.POSITIVE_INFINITY : (text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0)
  return { node, text: text.trim(), linked: text === '' ? 0 : linked / text.length, words }
}

const isProse = ({ node, linked, words }: Block) => node.type === 'paragraph' && words >= 20 && linked < 0.5

/** The steps, by name. `index` is the block's place in the document. */
const steps: Readonly<Record<string, (block: Block, index: number, byline: string | null) => boolean>> = {
  advertisement: ({ text }) => ADVERTISEMENT.test(text),
  related: ({ text, linked }) => linked > 0.4 && RELATED.test(text),
  appeal: ({ text, linked }) => linked > 0.8 && APPEAL.test(text),
  shoutedLink: ({ text, linked, words }) =>
    linked > 0.95 && words >= 4 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text),
  stamp: ({ text, words }, index) =>
    index < 4 && words <= 16 && (AGO.test(text) || (STAMP.test(text) && normaliseDate(text) !== null) || isDate(text)),
  byline: ({ text, words }, index, byline) =>
    index < 4 &&
    byline !== null &&
    words <= 14 &&
    text.replace(/^(?:by|par|von|por)\s+/i, '').toLowerCase() === byline.toLowerCase(),
}

function isDate(text: string): boolean {
  return (
    text.length < 40 &&
    /^\W*(?:\p{L}+,?\s+)?[\p{L}\d.]+\s+[\p{L}\d.]+,?\s+\d{4}\W*(?:\d{1,2}[:h.]\d{2}.*)?$/u.test(text) &&
    normaliseDate(text) !== null
  )
}

/** Where what follows the article begins: a heading such as "You may also like" with nothing but links after it. */
function endOf(blocks: readonly Block[]): number {
  const last = blocks.findLastIndex(isProse)
  for (let index = Math.max(last + 1, 1); index < blocks.length; index++) {
    const block = blocks[index]
    const rest = blocks.slice(index + 1)
    if (!block || block.node.type === 'footnotes') return blocks.length
    if (
      ENDING.test(block.text) &&
      block.words <= 8 &&
      rest.every(({ node, linked, words }) => node.type !== 'footnotes' && (linked > 0.6 || words < 12))
    ) {
      return index
    }
  }
  return blocks.length
}

/** The blocks of a label such as "More:" and of the lists of links that follow it. */
function relatedLists(blocks: readonly Block[]): ReadonlySet<Block> {
  const found = new Set<Block>()
  for (const [index, label] of blocks.entries()) {
    if (!RELATED_LABEL.test(label.text)) continue
    let end = index + 1
    while (blocks[end]?.node.type === 'bulletList' && (blocks[end]?.linked ?? 0) > 0.9) end++
    if (end > index + 1) for (const block of blocks.slice(index, end)) found.add(block)
  }
  return found
}

/** @param byline to recognise where the text repeats it */
export function tidy(document: DocumentJSON, byline: string | null): DocumentJSON {
  const blocks = document.content.map(read)
  // A page that is made of such lines is about them.
  if (blocks.filter(isProse).length < 3) return document
  const related = relatedLists(blocks)
  const content = blocks
    .slice(0, endOf(blocks))
    .filter((block, index) => {
      if (related.has(block)) return false
      if (!/^(?:paragraph|heading|bulletList)$/.test(block.node.type) || block.words > MOST_WORDS) return true
      return !Object.values(steps).some((step) => step(block, index, byline))
    })
    .map(({ node }) => node)
  return content.length > 0 ? { type: 'doc', content } : document
}
