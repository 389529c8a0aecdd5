import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import type { Chance } from './random.ts'
import type { Vocabulary } from './vocabulary.ts'

/** What an article is about: its words come again and again in it, and in its title. */
export type Topic = readonly string[]

const TOPIC_WORDS = 8
/** Of the words of a text. */
const TOPIC_SHARE = 0.06
/** Ranks of words that say what a text is about. */
const TOPIC_FROM = 200

export function topicOf(vocabulary: Vocabulary, random: Chance): Topic {
  return Array.from({ length: TOPIC_WORDS }, () => {
    for (;;) {
      const rank = vocabulary.rank(random)
      if (rank >= TOPIC_FROM) return vocabulary.words[rank] ?? ''
    }
  })
}

const capital = (text: string): string => {
  const [first = ''] = text
  return first.toUpperCase() + text.slice(first.length)
}

/** Words in the language's own typography, without the sign that ends a sentence. */
export function phrase(vocabulary: Vocabulary, topic: Topic, random: Chance, words: number): string {
  const { space, clitics } = vocabulary.language
  let text = ''
  for (let index = 0; index < words; index++) {
    if (index > 0) text += space
    if (clitics.length > 0 && random.often(0.05)) text += random.pick(clitics)
    text += random.often(TOPIC_SHARE) ? random.pick(topic) : vocabulary.word(random)
  }
  return text
}

/** Ends with the space that the next one wants. */
function sentence(vocabulary: Vocabulary, topic: Topic, random: Chance, words: number): string {
  const { comma, stop, question, quotes } = vocabulary.language
  const half = words > 9 ? Math.floor(words * (0.3 + random.next() * 0.4)) : words
  let text = capital(phrase(vocabulary, topic, random, half))
  if (half < words) text += comma + phrase(vocabulary, topic, random, words - half)
  if (random.often(0.06)) return `${quotes[0]}${text}${quotes[1]}${stop}`
  return text + (random.often(0.06) ? question : stop)
}

const textNode = (text: string, marks?: NodeJSON['marks']): NodeJSON =>
  marks === undefined ? { type: 'text', text } : { type: 'text', marks, text }
const block = (type: string, content: readonly NodeJSON[]): NodeJSON => ({ type, content })

function sentences(vocabulary: Vocabulary, topic: Topic, random: Chance, words: number): string {
  let text = ''
  for (let left = words; left > 0; ) {
    const length = Math.min(left, 5 + random.below(20))
    text += sentence(vocabulary, topic, random, length)
    left -= length
  }
  return text.trimEnd()
}

function paragraph(vocabulary: Vocabulary, topic: Topic, random: Chance, words: number): NodeJSON {
  if (words < 12 || !random.often(0.4)) {
    return block('paragraph', [textNode(sentences(vocabulary, topic, random, words))])
  }
  const { space } = vocabulary.language
  const marked = random.often(0.5)
    ? [{ type: 'link', attrs: { href: `https://${random.below(1e6)}.example/`, title: null } }]
    : [{ type: random.often(0.7) ? 'italic' : 'bold' }]
  const before = Math.floor(words / 2)
  return block('paragraph', [
    textNode(`${sentences(vocabulary, topic, random, before)} `),
    textNode(phrase(vocabulary, topic, random, 3), marked),
    textNode(`${space || ' '}${sentences(vocabulary, topic, random, words - before)}`),
  ])
}

/** An article's text of about so many words. `image`: the name of its picture in the library. */
export function documentOf(
  vocabulary: Vocabulary,
  topic: Topic,
  random: Chance,
  words: number,
  image: string | null,
): DocumentJSON {
  const content: NodeJSON[] = []
  if (image !== null) {
    const alt = phrase(vocabulary, topic, random, 4)
    const attrs = { media: image, source: null, alt, title: null, width: 16, height: 16 }
    content.push(block('figure', [{ type: 'image', attrs }, block('figcaption', [textNode(alt)])]))
  }
  for (let left = words; left > 0; ) {
    const length = Math.min(left, 30 + random.below(90))
    left -= length
    const roll = random.next()
    if (roll < 0.1) content.push({ type: 'heading', attrs: { level: 2 }, content: [textNode(heading())] })
    if (roll < 0.86) content.push(paragraph(vocabulary, topic, random, length))
    else if (roll < 0.93) content.push(block('blockquote', [paragraph(vocabulary, topic, random, length)]))
    else content.push(block('bulletList', items(length)))
  }
  return { type: 'doc', content }

  function heading(): string {
    return capital(phrase(vocabulary, topic, random, 2 + random.below(5)))
  }
  function items(total: number): NodeJSON[] {
    const count = Math.max(2, Math.round(total / 12))
    return Array.from({ length: count }, () =>
      block('listItem', [paragraph(vocabulary, topic, random, Math.ceil(total / count))]),
    )
  }
}
