import type { DocumentFacts, DocumentStep } from '../types.ts'
import { type Block, isProse, withoutBlocks } from './blocks.ts'
import { isOwnLinks } from './links.ts'

const ENDING =
  /^[^\p{L}\p{N}]*(?:you (?:may|might) (?:also )?(?:like|be interested)\b.*|related (?:stories|articles|posts|content|topics|links|news)|more (?:from|stories|news|articles)\b.*|most (?:read|popular|viewed)|comments?|leave a (?:comment|reply)|share this\b.*|recommended(?: for you)?|trending(?: now)?|à lire aussi|sur le même sujet|commentaires?|mehr zum thema|kommentare|あわせて読みたい|関連記事|おすすめ記事|人気記事|相关文章|猜你喜欢|관련기사|مقالات ذات صلة|اقرأ أيضا)[^\p{L}\p{N}]*$/iu
/** Over a list of nothing but links. A reference work's "See also" is its own. */
const RELATED_LABEL =
  /^[^\p{L}\p{N}]*(?:more|more (?:on this|stories|to read)|don['’]t miss|must[- ]reads?|in this (?:series|article)|top stories|related(?: (?:stories|articles?|content|links?|news))?|read (?:more|also|next)|also read|recommended|(?:à )?lire aussi|sur le même sujet|mehr zum thema|lesen sie auch|lea también|te puede interesar|leggi anche|leia também|lees ook|czytaj też|läs också|читайте также|اقرأ أيضا|関連記事|関連リンク|あわせて読みたい|おすすめ記事|相关阅读|관련기사)[^\p{L}\p{N}]*$/iu

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

export const ending: DocumentStep = {
  name: 'ending',
  run: (document, log) =>
    withoutBlocks(
      document,
      log,
      (blocks) => new Map(blocks.slice(endOf(blocks)).map((block) => [block, 'stands after the article'])),
    ),
}

function isLinks(block: Block | undefined): boolean {
  if (!block) return false
  if (block.node.type === 'bulletList') return block.linked > 0.8
  return block.node.type === 'paragraph' && block.linked > 0.7 && block.words < 60
}

/** The blocks of a label such as "More:" and of the lists of links that follow it. */
/** A list of links to the same site's pages that nothing before it announces, between two paragraphs of the article. */
function isStrayList(index: number, blocks: readonly Block[], facts: DocumentFacts): boolean {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]]
  if (block?.node.type !== 'bulletList' || (block.node.content?.length ?? 0) < 2 || block.linked < 0.95) return false
  if (!before || !isProse(before) || /[:：][^\p{L}\p{N}]*$/u.test(before.text) || (after && !isProse(after)))
    return false
  return isOwnLinks(block, facts)
}

export const relatedLists: DocumentStep = {
  name: 'related-list',
  run: (document, log, facts) =>
    withoutBlocks(document, log, (blocks) => {
      const taken = new Map<Block, string>()
      for (const [index, label] of blocks.entries()) {
        if (isStrayList(index, blocks, facts)) taken.set(label, 'a list of links to other articles')
        if (!RELATED_LABEL.test(label.text)) continue
        let end = index + 1
        while (isLinks(blocks[end])) end++
        if (end === index + 1) continue
        for (const block of blocks.slice(index, end)) taken.set(block, 'a list of links to other articles')
      }
      return taken
    }),
}
