import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { monotonicFactory } from 'ulid'
import type { Article } from '../../../main/core/model/article.ts'
import type { Highlight } from '../../../main/core/model/highlight.ts'
import type { Library, NewArticle } from '../../../main/library/types.ts'
import { highlight, newArticle } from '../support.ts'

const nextId = monotonicFactory()

/** An article with a text and a picture of its own. */
export function articleNumber(number: number, changes: Partial<Article> = {}): NewArticle {
  const base = newArticle({ id: nextId(), title: `« Été\u202F» ${number} 夏 صيف`, canonicalUrl: null, ...changes })
  const paragraph = { type: 'paragraph', content: [{ type: 'text', text: `Le texte n° ${number}\u202F: 本文。` }] }
  return { ...base, document: { type: 'doc', content: [paragraph, ...base.document.content] } }
}

/** The same library with articles, highlights and settings. */
export async function fill(library: Library, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let number = 0; number < count; number++) {
    const { id, current } = await library.createArticle(articleNumber(number))
    await library.updateHighlights(id, () => [mark(id, current, `Note ${number}\u202F: à relire`), mark(id, current)])
    ids.push(id)
  }
  await library.updateSettings((settings) => ({ ...settings, theme: 'dark', fontSize: 21 }))
  return ids
}

/** The records of a library, as they stand in its files. */
export function recordsOf(path: string): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const folder of ['articles', 'tombstones']) {
    let names: string[] = []
    try {
      names = readdirSync(join(path, folder), { recursive: true, encoding: 'utf8' })
    } catch {}
    for (const name of names.filter((each) => /^[0-9A-Z]{26}(\/(article|highlights))?\.json$/.test(each))) {
      found[`${folder}/${name}`] = JSON.parse(readFileSync(join(path, folder, name), 'utf8'))
    }
  }
  return found
}

/** A highlight of this version of a text. */
export function mark(id: string, contentHash: string, note = ''): Highlight {
  return { ...highlight(id, note), contentHash }
}
