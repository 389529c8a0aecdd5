import type { Selectors } from '../model/highlight.ts'
import { toUtf16 } from './codePoints.ts'
import { type Context, contests, type Support, supportAt, weight } from './context.ts'
import { type Folded, fold } from './fold.ts'
import { type Range, snapRange } from './graphemes.ts'
import { type Place, rewritten, similar } from './similar.ts'

export interface Candidate extends Range {
  readonly score: number
}
export type Resolution =
  /** `exact`: same words, same place. `moved`: same words elsewhere. `changed`: almost these words. */
  | {
      readonly status: 'exact' | 'moved' | 'changed'
      readonly start: number
      readonly end: number
      readonly score: number
    }
  /** Best first; somebody has to choose. */
  | { readonly status: 'unsure'; readonly score: number; readonly candidates: readonly Candidate[] }
  | { readonly status: 'lost'; readonly score: 0 }

export interface Resolver {
  resolve(selectors: Selectors): Resolution
}

const LOST: Resolution = { status: 'lost', score: 0 }
/** More places than this and no context could tell them apart in sensible time. */
const MAX_PLACES = 500
/** The best place must agree with its context by at least this, and by so much more than the second. */
const ENOUGH = 0.5
const MARGIN = 0.2
/** A quotation that says this much (see `weight`) and stands only once needs no context. */
const SPEAKS_FOR_ITSELF = 32
/** One that came without context must say at least this. */
const SPEAKS_AT_ALL = 4

export function occurrences(text: string, part: string, limit = MAX_PLACES): number[] {
  const places: number[] = []
  if (part === '') return places
  for (let at = text.indexOf(part); at !== -1 && places.length < limit; at = text.indexOf(part, at + 1)) places.push(at)
  return places
}

/** Score of a passage whose words are all there. */
const sameWords = (support: Support) => (support.full ? 1 : 0.8 + 0.2 * (support.context ?? 0.5))

class TextResolver implements Resolver {
  private readonly text: string
  private foldedText: Folded | undefined

  constructor(text: string) {
    this.text = text
  }

  /** Folding costs more than all the rest of the usual case, where nothing has changed: only when needed. */
  private get folded(): Folded {
    this.foldedText ??= fold(this.text)
    return this.foldedText
  }

  resolve({ quote, position }: Selectors): Resolution {
    const { exact, prefix, suffix } = quote
    const { text } = this
    if (exact === '' || text === '') return LOST
    const start = toUtf16(text, position.start)
    const end = start + exact.length
    if (text.startsWith(exact, start) && text.endsWith(prefix, start) && text.startsWith(suffix, end)) {
      if (prefix !== '' || suffix !== '' || exact === text) return this.placed('exact', { start, end }, 1)
    }
    const known = prefix !== '' || suffix !== ''
    if (!known && text.startsWith(exact, start) && toUtf16(text, position.end) === end) {
      // A foreign selector without context: its position is all that can be asked.
      if (weight(exact) >= SPEAKS_AT_ALL) return this.placed('exact', { start, end }, 0.9)
    }
    const whole = prefix + exact + suffix
    if (known && weight(whole) >= SPEAKS_FOR_ITSELF) {
      const [place, another] = occurrences(text, whole, 2)
      if (place !== undefined && another === undefined) {
        const from = place + prefix.length
        return this.placed('moved', { start: from, end: from + exact.length }, 1)
      }
    }
    const context: Context = { prefix: fold(prefix).text, suffix: fold(suffix).text }
    return this.sameWords(exact, start, context) ?? this.otherWords(quote, context)
  }

  private placed(status: 'exact' | 'moved' | 'changed', range: Range, score: number): Resolution {
    return { status, ...snapRange(this.text, range), score: Math.min(1, Math.max(0, score)) }
  }

  private unsure(candidates: readonly Candidate[]): Resolution {
    const best = [...candidates].sort((a, b) => b.score - a.score).slice(0, 5)
    const snapped = best.map(({ score, ...range }) => ({ ...snapRange(this.text, range), score }))
    return { status: 'unsure', score: best[0]?.score ?? 0, candidates: snapped }
  }

  /** The quotation's own words, first to the letter, then folded. Null where they stand nowhere. */
  private sameWords(exact: string, position: number, context: Context): Resolution | null {
    const { folded, text } = this
    let places: Range[] = occurrences(text, exact).map((at) => ({ start: at, end: at + exact.length }))
    if (places.length === 0) {
      const words = fold(exact).text.trim()
      places = occurrences(folded.text, words).map((at) => folded.source(at, at + words.length))
    }
    if (places.length === 0) return null
    const ranked = places
      .map((range) => {
        const support = supportAt(folded.text, folded.offset(range.start), folded.offset(range.end), context)
        return { ...range, support, score: sameWords(support) }
      })
      .sort((a, b) => b.score - a.score)
    const [best, second] = ranked
    if (best === undefined) return null
    const here = ranked.find((place) => place.start === position)
    const statusOf = (place: Range) =>
      place.start === position && text.startsWith(exact, position) ? ('exact' as const) : ('moved' as const)
    // Of places that look alike, the one that is where it always was.
    if (here !== undefined && (here.support.context ?? 0) >= ENOUGH && best.score - here.score <= 0.02) {
      return this.placed(statusOf(here), here, here.score)
    }
    const rival = best.support.full ? null : this.rival(exact, best, context)
    if (rival !== null) return this.unsure([...ranked, rival])
    if (second === undefined) {
      const said = weight(exact)
      const enough = best.support.context === null ? said >= SPEAKS_AT_ALL : said >= SPEAKS_FOR_ITSELF
      const supported = best.support.context !== null && best.support.context >= ENOUGH
      return enough || supported ? this.placed(statusOf(best), best, best.score) : this.unsure(ranked)
    }
    const ahead = (best.support.context ?? 0) - (second.support.context ?? 0)
    const clear = (best.support.context ?? 0) >= ENOUGH && ahead >= MARGIN
    const contested = ranked.some((place) => place !== best && contests(place.support, best.support))
    const decided = best.support.full ? !second.support.full : clear && !contested
    return decided ? this.placed(statusOf(best), best, best.score) : this.unsure(ranked)
  }

  /** Another place, where the context stands to the letter around other words: there the words may have been changed. */
  private rival(exact: string, best: Range, context: Context): Candidate | null {
    const between = rewritten(this.folded.text, fold(exact).text.trim(), context)
    const places = between.kind === 'clear' ? [between.place] : between.kind === 'doubtful' ? between.places : []
    for (const place of places) {
      const range = this.range(place)
      if (range.end <= best.start || range.start >= best.end) return { ...range, score: place.score }
    }
    return null
  }

  /** Words that are almost the quotation's, or whatever now stands between its context. */
  private otherWords({ exact, prefix, suffix }: Selectors['quote'], context: Context): Resolution {
    const { folded } = this
    const words = fold(exact).text.trim()
    if (words === '') return LOST
    const wholeWords = !/[\p{L}\p{N}]$/u.test(prefix) && !/^[\p{L}\p{N}]/u.test(suffix)
    const found = similar(folded.text, words, context, wholeWords)
    if (found.kind === 'clear') return this.placed('changed', this.range(found.place), found.place.score)
    const between = rewritten(folded.text, words, context)
    if (between.kind === 'clear') return this.placed('changed', this.range(between.place), between.place.score)
    const doubtful = found.kind === 'doubtful' ? found.places : between.kind === 'doubtful' ? between.places : []
    if (doubtful.length === 0) return LOST
    return this.unsure(doubtful.map((place) => ({ ...this.range(place), score: place.score })))
  }

  private range(place: Place): Range {
    return this.folded.source(place.start, place.end)
  }
}

/** For many highlights of one text: what is worked out about the text is kept. */
export function createResolver(text: string): Resolver {
  return new TextResolver(text)
}

let latest: { readonly text: string; readonly resolver: Resolver } | undefined

/**
 * Where a highlight's passage stands in a text. Never throws, and never chooses between places that are nearly as good:
 * that is `unsure`. A short or common quotation is placed only where its context is.
 * Ranges are UTF-16 offsets into `text` and cut no character in two. `score` is 0 to 1.
 */
export function resolve(text: string, selectors: Selectors): Resolution {
  // Highlights are asked for one after the other, text by text.
  if (latest?.text !== text) latest = { text, resolver: createResolver(text) }
  return latest.resolver.resolve(selectors)
}
