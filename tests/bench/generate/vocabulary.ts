import { type Language, languages } from './languages.ts'
import { type Chance, chance, zipf } from './random.ts'

/** Word forms of a language, the commonest first. */
export const FORMS = 50_000

export interface Vocabulary {
  readonly language: Language
  readonly words: readonly string[]
  /** A rank, as often as words of this rank come in texts. */
  rank(random: Chance): number
  word(random: Chance): string
}

/** Common words are short, rare ones long: one syllable more for each tenfold of the rank. */
function made({ begin, middle, end }: Language, rank: number, random: Chance): string {
  const syllables = Math.max(0, Math.round(Math.log10(rank + 1) - 2.3 + random.normal() * 0.6))
  let word = random.pick(begin)
  for (let count = 0; count <= syllables; count++) word += random.pick(middle)
  return word + random.pick(end)
}

function vocabularyOf(language: Language, stream: number): Vocabulary {
  const random = chance(1975, stream)
  const words = new Set(language.common)
  while (words.size < FORMS) words.add(made(language, words.size, random))
  const forms = [...words]
  const rank = zipf(FORMS)
  return { language, words: forms, rank, word: (chances) => forms[rank(chances)] ?? '' }
}

const ready: Vocabulary[] = []

/** The vocabularies of all languages; made when first asked for. */
export function vocabularies(): readonly Vocabulary[] {
  if (ready.length === 0) ready.push(...languages.map(vocabularyOf))
  return ready
}
