import { ulid } from 'ulid'
import { describe } from '../../../main/core/anchoring/index.ts'
import type { DocumentText } from '../../../main/core/document/text.ts'
import type { Article } from '../../../main/core/model/article.ts'
import { HIGHLIGHT_VERSION, type Highlight, highlightColors } from '../../../main/core/model/highlight.ts'
import type { Shared } from './people.ts'
import type { Chance } from './random.ts'
import { MOST_HIGHLIGHTS, share } from './shares.ts'
import { phrase, type Topic } from './text.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Characters of a passage. */
const SHORTEST = 12
const LONGEST = 220

/** A stretch of one block, and never half a word. */
function passage({ text, blocks }: DocumentText, random: Chance): { start: number; end: number } | null {
  const block = random.pick(blocks)
  const room = block.end - block.start
  if (room < SHORTEST * 2) return null
  const border = (offset: number): number => {
    const space = text.indexOf(' ', offset)
    return space === -1 || space >= block.end || space - offset > 40 ? offset : space
  }
  const start = border(block.start + random.below(room - SHORTEST))
  const end = border(Math.min(block.end, start + SHORTEST + random.below(LONGEST)))
  const from = text[start] === ' ' ? start + 1 : start
  return end - from >= 2 ? { start: from, end } : null
}

/** The highlights that somebody made in an article, with right selectors for its text. */
export function highlightsOf(
  article: Pick<Article, 'id' | 'createdAt' | 'current'>,
  text: DocumentText,
  { vocabulary, topic, common, random }: { vocabulary: Vocabulary; topic: Topic; common: Shared; random: Chance },
): Highlight[] {
  if (!random.often(share.highlighted)) return []
  const count = 1 + Math.floor(random.next() ** 2 * MOST_HIGHLIGHTS)
  const made: Highlight[] = []
  let time = Date.parse(article.createdAt)
  for (let index = 0; index < count; index++) {
    const range = passage(text, random)
    if (range === null) continue
    time += 1000 + random.below(180_000)
    const createdAt = new Date(time).toISOString()
    const deletedAt = random.often(share.tombstone) ? new Date(time + 60_000).toISOString() : null
    made.push({
      version: HIGHLIGHT_VERSION,
      id: ulid(time, random.next),
      articleId: article.id,
      createdAt,
      updatedAt: deletedAt ?? createdAt,
      ...(deletedAt !== null && { deletedAt }),
      changedAt: {},
      contentHash: article.current,
      selectors: describe(text.text, range),
      color: random.pick(highlightColors),
      note: random.often(share.note) ? noteOf() : '',
      tags: random.often(share.highlightTags) ? [common.tag(random)] : [],
    })
  }
  return made

  function noteOf(): string {
    const words = phrase(vocabulary, topic, random, 4 + random.below(30))
    return random.often(0.2) ? `**${words}**\n\n- ${phrase(vocabulary, topic, random, 5)}` : words
  }
}
