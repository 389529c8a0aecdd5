import type { Article } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'

type Node = Readonly<Record<string, unknown>>

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)

/** A picture that is not here says nothing of the one that is; nor does the address that it came from this time. */
function samePicture(kept: Node, now: Node): boolean {
  const same = ['alt', 'title'].every((name) => kept[name] === now[name])
  return same && (now.media === null || now.media === undefined || kept.media === now.media)
}

/** Whether a document says no more than the one that is kept, pictures included. */
export function saysTheSame(kept: unknown, now: unknown): boolean {
  if (Array.isArray(kept) && Array.isArray(now))
    return kept.length === now.length && kept.every((each, index) => saysTheSame(each, now[index]))
  if (!isNode(kept) || !isNode(now)) return kept === now
  if (kept.type === 'image' && now.type === 'image' && isNode(kept.attrs) && isNode(now.attrs))
    return samePicture(kept.attrs, now.attrs) && saysTheSame(kept.marks, now.marks)
  return [...new Set([...Object.keys(kept), ...Object.keys(now)])].every((name) => saysTheSame(kept[name], now[name]))
}

/** Of a text that is kept, less than this share is no new version of it: a teaser, a paywall, what is left of a page. */
const LEAST = 0.5

/** Throws `versionShrunken` where a text lost more than half of its words since it was saved. */
export function assertNoShrinkage(kept: Pick<Article, 'title' | 'words'>, now: { readonly words: number }): void {
  if (now.words >= kept.words * LEAST) return
  throw new PostilError('versionShrunken', { title: kept.title, words: now.words, before: kept.words })
}

type Told = Pick<Article, 'excerpt' | 'leadImage' | 'words' | 'minutes' | 'lang' | 'dir'> &
  Partial<Pick<Article, 'modifiedAt' | 'favicon' | 'byline' | 'site' | 'publishedAt'>>

/**
 * What the record says from now on: what follows from its text is that of the new one; of the page, when it was
 * changed, and what was not known before. Its title may be its reader's own.
 */
export function renewedRecord(kept: Article, told: Told): Article {
  const { excerpt, leadImage, words, minutes, lang, dir } = told
  const modifiedAt = told.modifiedAt === undefined ? kept.modifiedAt : told.modifiedAt
  const favicon = told.favicon ?? kept.favicon
  return {
    ...kept,
    ...{ excerpt, leadImage: leadImage ?? kept.leadImage, words, minutes, lang, dir },
    byline: kept.byline ?? told.byline ?? null,
    site: kept.site ?? told.site ?? null,
    publishedAt: kept.publishedAt ?? told.publishedAt ?? null,
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(favicon !== undefined && { favicon }),
  }
}
