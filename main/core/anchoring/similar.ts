import { distance, searchApproximately } from './approximate.ts'
import { type Context, contests, supportAt, weight } from './context.ts'

/** A place in the folded text. */
export interface Place {
  readonly start: number
  readonly end: number
  readonly score: number
}
export type Finding =
  | { readonly kind: 'clear'; readonly place: Place }
  | { readonly kind: 'doubtful'; readonly places: readonly Place[] }
  | { readonly kind: 'none' }

const NONE: Finding = { kind: 'none' }
/** Beyond this the search costs more than it finds. */
const MAX_ERRORS = 256
const MARGIN = 0.08
const LETTER = /[\p{L}\p{N}]/u
/** No words to widen a passage to. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const MAX_WORD = 16

/** A passage that began with a whole word begins with a whole word. */
function toWord(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  let from = start
  const inWord = (at: number) =>
    LETTER.test(text.charAt(at)) && LETTER.test(text.charAt(at - 1)) && !UNSPACED.test(text.charAt(at - 1))
  while (from > 0 && start - from < MAX_WORD && inWord(from)) from--
  let to = end
  while (to < text.length && to - end < MAX_WORD && inWord(to)) to++
  return { start: start - from < MAX_WORD ? from : start, end: to - end < MAX_WORD ? to : end }
}

/** Places whose words are almost `words`: one clear winner, several or weak ones, or none. */
export function similar(text: string, words: string, context: Context, wholeWords: boolean): Finding {
  const said = weight(words)
  // Chance alone finds a short word with few errors everywhere.
  const allowed = Math.floor(words.length * (said < 12 ? 0.17 : said < 32 ? 0.25 : 0.35))
  const matches = searchApproximately(text, words, Math.min(MAX_ERRORS, allowed))
  const ranked = matches
    .map((match) => {
      const likeness = 1 - match.errors / words.length
      const support = supportAt(text, match.start, match.end, context)
      const around = support.context
      return { match, likeness, around, support, score: around === null ? likeness : 0.65 * likeness + 0.35 * around }
    })
    .sort((a, b) => b.score - a.score)
  const [best, second] = ranked
  if (best === undefined) return NONE
  const { likeness, around } = best
  const trusted =
    around === null
      ? likeness >= 0.85 && said >= 32
      : (likeness >= 0.8 && around >= (said < 12 ? 0.6 : 0.4)) ||
        (likeness >= 0.65 && around >= 0.6) ||
        // So long a passage is hardly written twice.
        (likeness >= 0.95 && said >= 100)
  const apart = second === undefined || best.score - second.score >= MARGIN
  const alone = apart && !ranked.some((place) => place !== best && contests(place.support, best.support))
  const range = wholeWords ? toWord(text, best.match) : best.match
  // "Almost" is never 1: a score of 1 says that nothing has changed.
  if (trusted && alone)
    return { kind: 'clear', place: { start: range.start, end: range.end, score: Math.min(0.99, likeness) } }
  const worth = ranked.filter((place) => (place.around ?? 0) >= 0.5 || (place.likeness >= 0.8 && said >= 12))
  if (worth.length === 0) return NONE
  return { kind: 'doubtful', places: worth.map(({ match, score }) => ({ start: match.start, end: match.end, score })) }
}

/** What stands now between the two halves of the context, where both are there to the letter and only once. */
export function rewritten(text: string, words: string, { prefix, suffix }: Context): Finding {
  if (prefix.trim().length < 16 || suffix.trim().length < 16) return NONE
  const longest = words.length * 2 + 24
  const places: { start: number; end: number }[] = []
  for (let at = text.indexOf(prefix); at !== -1 && places.length < 8; at = text.indexOf(prefix, at + 1)) {
    const start = at + prefix.length
    const end = text.indexOf(suffix, start)
    if (end > start && end - start <= longest) places.push({ start, end })
  }
  const scored = places.map((place) => {
    const now = text.slice(place.start, place.end)
    const comparable = words.length <= 4000
    const likeness = comparable ? 1 - distance(words, now) / Math.max(words.length, now.length) : 0
    return { ...place, score: likeness }
  })
  const [only, another] = scored
  if (only === undefined) return NONE
  if (another === undefined && only.score >= 0.5)
    return { kind: 'clear', place: { ...only, score: Math.min(0.99, only.score) } }
  return { kind: 'doubtful', places: scored }
}
