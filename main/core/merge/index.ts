import type { Article, ArticlePart } from '../model/article.ts'
import type { Highlight, HighlightPart, HighlightsFile } from '../model/highlight.ts'
import { canonicalJSON, compareText, sameRecord } from './canonical.ts'
import { explained, mergeRecords, type Plan } from './records.ts'
import { compareTimes } from './times.ts'

export { sameRecord } from './canonical.ts'

type Version = Article['versions'][number]

const articlePlan: Plan<Article> = {
  parts: {
    title: ['title'],
    tags: ['tags'],
    archived: ['archived'],
    favourite: ['favourite'],
    reading: ['position', 'progress'],
    // Of the version that is shown, and of its page.
    text: [
      'current',
      'lang',
      'dir',
      'excerpt',
      'leadImage',
      'favicon',
      'words',
      'minutes',
      'byline',
      'site',
      'publishedAt',
      'modifiedAt',
    ],
  } satisfies Record<ArticlePart, readonly (keyof Article)[]>,
  united: { versions: (one, two) => uniteVersions([...one.versions, ...two.versions]) },
}

const highlightPlan: Plan<Highlight> = {
  parts: {
    color: ['color'],
    note: ['note'],
    tags: ['tags'],
    passage: ['selectors', 'contentHash'],
  } satisfies Record<HighlightPart, readonly (keyof Highlight)[]>,
}

/**
 * One article from two copies of its record, which were changed apart; see `mergeRecords`. Every version of the text
 * that one of them names stays named. Answers `own` itself where it already says what comes out.
 */
export function mergeArticles(own: Article, other: Article): Article {
  return mergeRecords(own, other, articlePlan)
}

/** A record with the versions of another copy of it, the text that this one shows, and all that belongs to that text. */
export function withTextOf(article: Article, copy: Article): Article {
  const ofText = new Set(['versions', ...(articlePlan.parts.text ?? [])])
  const others = Object.entries(article).filter(([field]) => !ofText.has(field))
  const text = Object.entries(copy).filter(([field]) => ofText.has(field))
  return Object.fromEntries([...others, ...text]) as Article
}

/**
 * The highlights of both, tombstones included, each merged with its counterpart; ordered by when they were made, then by
 * id. Answers `own` itself where it already says what comes out.
 */
export function mergeHighlights(own: readonly Highlight[], other: readonly Highlight[]): readonly Highlight[] {
  const merged = new Map<string, Highlight>()
  for (const highlight of [...own, ...other]) {
    const known = merged.get(highlight.id)
    merged.set(highlight.id, known ? mergeRecords(known, highlight, highlightPlan) : highlight)
  }
  const all = [...merged.values()].sort(
    (one, two) => compareTimes(one.createdAt, two.createdAt) || compareText(one.id, two.id),
  )
  return all.length === own.length && all.every((highlight, index) => highlight === own[index]) ? own : all
}

/**
 * `highlights.json` from two copies: the highlights merge, and of the fields around them each that one of the two has is
 * there. They have no times, so that where both have another value, the greater canonical JSON counts.
 */
export function mergeHighlightFiles(own: HighlightsFile, other: HighlightsFile): HighlightsFile {
  const highlights = mergeHighlights(own.highlights, other.highlights)
  const fields = Object.entries(other).filter(
    ([field, value]) => own[field] === undefined || compareText(canonicalJSON(own[field]), canonicalJSON(value)) < 0,
  )
  const merged = { ...own, ...Object.fromEntries(fields), version: own.version, highlights: [...highlights] }
  return sameRecord(merged, own) ? own : merged
}

/** The article with a time for each part that somebody changed without saying when; see `explained`. */
export function explainArticle(article: Article): Article {
  return explained(article, articlePlan)
}

/** Each text once, oldest capture first. Of two entries for one text, that with its page counts, then the later one. */
function uniteVersions(versions: readonly Version[]): Version[] {
  const united = new Map<string, Version>()
  for (const version of versions) {
    const known = united.get(version.hash)
    united.set(version.hash, known === undefined || compareVersions(known, version) < 0 ? version : known)
  }
  return [...united.values()].sort(
    (one, two) => compareTimes(one.capturedAt, two.capturedAt) || compareText(one.hash, two.hash),
  )
}

function compareVersions(one: Version, two: Version): number {
  return (
    Number(one.original !== null) - Number(two.original !== null) ||
    compareTimes(one.capturedAt, two.capturedAt) ||
    compareText(canonicalJSON(one), canonicalJSON(two))
  )
}
