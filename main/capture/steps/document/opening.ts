import { cleanByline } from '../../metadata/byline.ts'
import { isDateLine, withoutDates } from '../dates.ts'
import { type Block, isProse, lineStep } from './blocks.ts'

/** Lines between the title and the first paragraph. */
const OPENING = 8

function isOpening(index: number, blocks: readonly Block[]): boolean {
  return index < OPENING && !blocks.slice(0, index).some(isProse)
}

export const stamp = lineStep('stamp', ({ node, text, words }, { index, blocks }) =>
  node.type !== 'heading' && words <= 24 && isOpening(index, blocks) && isDateLine(text)
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

export const byline = lineStep('byline', ({ text, words }, { index, blocks }, facts) => {
  if (words > 20 || !isOpening(index, blocks)) return null
  const plain = withoutDates(text)
  const by = BY.test(text)
  const own = facts.byline !== null && letters(cleanByline(plain) ?? plain) === letters(facts.byline)
  if (own) return 'repeats who wrote the article'
  return by && isNames(withoutDates(text.replace(BY, ''))) ? 'says who wrote the article' : null
})
