import { documentText } from '../../main/core/document/text.ts'
import { makeArticle } from './generate/article.ts'
import { chance } from './generate/random.ts'
import { vocabularies } from './generate/vocabulary.ts'

/** What somebody asks for. `words` are the plain words in it, `phrase` one that must stand as it is. */
export interface Query {
  readonly kind: string
  readonly query: string
  readonly typing?: boolean
  readonly bare: { readonly words?: readonly string[]; readonly phrase?: string }
}

const UNSPACED = new Set(['zh', 'ja', 'th', 'ko'])
/** The first articles of every generated library have the same texts, whatever its size. */
const plan = { seed: 1, count: 10_000, until: '2026-06-01T00:00:00.000Z' }

/** Words by how common they are in the texts of a language, and what stands in texts: the mix of the search bench. */
export function queryMix(): readonly Query[] {
  const random = chance(2718)
  const known = vocabularies().filter(({ language }) => !UNSPACED.has(language.tag))
  const english = known[0]
  if (english === undefined) throw new Error('there is no language')
  const [, french = english, , , russian = english, arabic = english] = known
  const word = (from: number, to: number, { words } = english): string => {
    for (;;) {
      const found = words[from + random.below(to - from)] ?? ''
      if (/^\p{L}{2,}$/u.test(found)) return found
    }
  }
  const queries: Query[] = []
  const add = (kind: string, words: readonly string[], filter = '') =>
    queries.push({ kind, query: [filter, ...words].join(' ').trim(), bare: { words } })
  for (const vocabulary of [english, english, english, french, russian, arabic]) {
    add('rare', [word(15_000, 45_000, vocabulary)])
    add('middling', [word(1500, 6000, vocabulary)])
    add('common', [word(120, 400, vocabulary)])
    add('two-words', [word(120, 400, vocabulary), word(400, 3000, vocabulary)])
    add('three-words', [word(60, 200, vocabulary), word(120, 400, vocabulary), word(200, 800, vocabulary)])
  }
  for (const vocabulary of [english, english, french, russian]) add('very-common', [word(0, 6, vocabulary)])
  for (const length of [2, 3, 3, 4, 4, 5]) {
    const typed = word(300, 3000).slice(0, length)
    queries.push({ kind: 'typing', query: typed, typing: true, bare: { phrase: typed } })
  }
  const filters = ['is:unread', 'lang:en', 'after:2024-01-01', 'has:highlight', 'is:archived']
  for (const filter of filters) add('filtered', [word(120, 400)], filter)
  const wanted = { phrase: 6, substring: 6 }
  for (let index = 3; wanted.phrase + wanted.substring > 0; index += 7) {
    const { article, document } = makeArticle(plan, index)
    const { text, blocks } = documentText(JSON.parse(Buffer.from(document).toString()))
    const block = blocks.find(({ start, end }) => end - start > 80)
    if (block === undefined) continue
    const inside = text.slice(block.start, block.end)
    if (UNSPACED.has(article.lang ?? '')) {
      const [run] = inside.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Thai}\p{Script=Hangul}]{4,}/u) ?? []
      if (run === undefined || wanted.substring === 0) continue
      const substring = run.slice(1, 3 + random.below(2))
      queries.push({ kind: 'substring', query: substring, bare: { phrase: substring } })
      wanted.substring--
    } else if (wanted.phrase > 0 && article.lang !== 'fr') {
      const [words] = inside.match(/\p{L}{3,} \p{L}{3,} \p{L}{3,}/u) ?? []
      if (words === undefined) continue
      queries.push({ kind: 'phrase', query: `"${words}"`, bare: { phrase: words } })
      wanted.phrase--
    }
  }
  return queries
}
