import { type Chance, chance, zipf } from './random.ts'
import { AUTHORS, SITES, TAGS } from './shares.ts'
import { vocabularies } from './vocabulary.ts'

/** What articles share with one another: tags, sites and authors, each as common as its rank says. */
export interface Shared {
  tag(random: Chance): string
  /** A site of a language with its host. */
  site(language: number, random: Chance): { readonly name: string; readonly host: string }
  author(language: number, random: Chance): string
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1)

export function shared(): Shared {
  const random = chance(1492)
  const known = vocabularies()
  const tagRank = zipf(TAGS)
  const siteRank = zipf(SITES)
  const authorRank = zipf(AUTHORS)
  const tags = new Set<string>()
  while (tags.size < TAGS) {
    // Most people tag in one or two languages, whatever they read.
    const vocabulary = known[random.often(0.7) ? 0 : random.below(known.length)]
    const word = vocabulary?.words[40 + random.below(4000)] ?? ''
    tags.add(random.often(0.2) ? `${word} ${vocabulary?.words[40 + random.below(2000)] ?? ''}` : word)
  }
  const tagList = [...tags]
  const sites = known.map((vocabulary, language) =>
    Array.from({ length: SITES }, (_, index) => ({
      name: `${capital(vocabulary.words[(index * 31 + 60) % 20_000] ?? '')}${vocabulary.language.space}${capital(vocabulary.words[(index * 17 + 200) % 9_000] ?? '')}`,
      host: `site-${language}-${index}.example`,
    })),
  )
  const authors = known.map(({ language, words }) =>
    Array.from({ length: AUTHORS }, (_, index) => {
      const first = language.names[index % language.names.length] ?? ''
      return index < language.names.length ? first : `${first} ${capital(words[(index * 13 + 500) % 30_000] ?? '')}`
    }),
  )
  return {
    tag: (chances) => tagList[tagRank(chances)] ?? 'tag',
    site: (language, chances) => sites[language]?.[siteRank(chances)] ?? { name: 'Site', host: 'site.example' },
    author: (language, chances) => authors[language]?.[authorRank(chances)] ?? 'Author',
  }
}
