import { cleanByline } from '../../metadata/byline.ts'
import { isDateLine, withoutDates } from '../dates.ts'
import { type Block, isProse, lineStep } from './blocks.ts'

/** Lines between the title and the first paragraph. */
const OPENING = 8

function isOpening(index: number, blocks: readonly Block[]): boolean {
  return index < OPENING && !blocks.slice(0, index).some(isProse)
}

/** How a line is written, whatever it says: figures and words alike. */
const shapeOf = (text: string) => text.replace(/\p{Nd}+/gu, '0').replace(/\p{L}[\p{L}\p{M}]*/gu, 'a')

/** Of a text whose entries each begin with their time, the first one's: written as theirs, and nearest to its words. */
function isEntryTime(index: number, blocks: readonly Block[]): boolean {
  const shape = shapeOf(blocks[index]?.text ?? '')
  const alike = (block: Block) => block.words <= 24 && isDateLine(block.text) && shapeOf(block.text) === shape
  const body = blocks.findIndex(isProse)
  if (blocks.slice(index + 1, body).some((block) => isDateLine(block.text))) return false
  return blocks.slice(body + 1).filter(alike).length >= LEAST_ENTRIES
}
const LEAST_ENTRIES = 2

export const stamp = lineStep('stamp', ({ node, text, words }, { index, blocks }) =>
  node.type !== 'heading' && words <= 24 && isOpening(index, blocks) && isDateLine(text) && !isEntryTime(index, blocks)
    ? 'says when the article was published, or how long it takes to read'
    : null,
)

const BY =
  /^(?:(?:written |posted |published |reported |story |words |text )?by|par|von|por|di|door|av|af|od|autor|auteur|author|text|текст|автор|作者|著者|文|بقلم)(?:\s*[:：]\s*|\s+)(?=\p{Lu}|\p{Lo}|@)/iu
const BETWEEN =
  /^(?:and|et|und|y|e|en|og|och|i|a|и|و|for|of|de|van|von|der|the|staff|writer|reporter|editor|correspondent|contributor|special|to)$/iu

/** `By Jane Doe and John Smith, staff writers`: names and what stands between them. */
function isNames(text: string): boolean {
  const words = text.match(/[\p{L}][\p{L}\p{M}'’.-]*/gu) ?? []
  return (
    words.length > 0 && words.length <= 16 && words.every((word) => /^[\p{Lu}\p{Lo}]/u.test(word) || BETWEEN.test(word))
  )
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
}

/** What parts the pieces of a line about the article; in Chinese and Japanese, wide spaces do. */
const PIECES = /\s*[|｜·•\u3000]\s*|\s{2,}/
const SOURCE = /^(?:source|quelle|fuente|fonte|bron|źródło|источник|来源|來源|出典|출처)\s*[:：]\s*\P{P}{1,40}$/iu

/** `Published: 17 June 2008 | Author: Jane Doe | Source: The Valley`: each piece says one of these. */
function isFacts(text: string): boolean {
  const pieces = text.split(PIECES).filter((piece) => piece !== '')
  if (pieces.length < 2) return false
  return pieces.every(
    (piece) => isDateLine(piece) || SOURCE.test(piece) || (BY.test(piece) && isNames(piece.replace(BY, ''))),
  )
}

export const byline = lineStep('byline', ({ text, words }, { index, blocks }, facts) => {
  if (!isOpening(index, blocks)) return null
  if (isFacts(text)) return 'says when and by whom the article was written'
  if (words > 20) return null
  const plain = withoutDates(text)
  const by = BY.test(text)
  const own = facts.byline !== null && letters(cleanByline(plain) ?? plain) === letters(facts.byline)
  if (own) return 'repeats who wrote the article'
  return by && isNames(withoutDates(text.replace(BY, ''))) ? 'says who wrote the article' : null
})
