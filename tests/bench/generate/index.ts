import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { encodeJSON } from '../../../main/library/durable-json.ts'
import { LIBRARY_FORMAT, layout } from '../../../main/library/layout.ts'
import { makeArticle, type Plan } from './article.ts'
import { pictures } from './pictures.ts'
import { chance } from './random.ts'
import { PICTURES, YEARS } from './shares.ts'

export interface Options extends Partial<Plan> {
  readonly count: number
  readonly onProgress?: (done: number) => void
}

/**
 * Writes a library of `count` articles as files, in the bytes that Postil writes, but without waiting for the disk: some
 * 600 words each in scripts of all kinds, with highlights, notes, tags, sites and authors as common as such things are.
 * The same for the same options. `folder` must not be there, or be empty.
 */
export function generateLibrary(folder: string, { count, seed = 1, until, onProgress }: Options): void {
  const plan: Plan = { seed, count, until: until ?? '2026-06-01T00:00:00.000Z' }
  if (existsSync(join(folder, layout.library))) throw new Error(`there is a library in ${folder} already`)
  const created = Date.parse(plan.until) - YEARS * 366 * 24 * 60 * 60 * 1000
  for (const name of [layout.articles, layout.media]) mkdirSync(join(folder, name), { recursive: true })
  const id = ulid(created, chance(seed, count).next)
  const library = { format: LIBRARY_FORMAT, id, createdAt: new Date(created).toISOString() }
  writeFileSync(join(folder, layout.library), encodeJSON(library))
  for (const { name, bytes } of pictures(PICTURES)) writeFileSync(join(folder, layout.media, name), bytes)
  for (let index = 0; index < count; index++) {
    const { article, highlights, document } = makeArticle(plan, index)
    const own = join(folder, layout.articles, article.id)
    mkdirSync(join(own, 'content'), { recursive: true })
    writeFileSync(join(own, 'content', `${article.current}.json`), document)
    writeFileSync(join(own, 'highlights.json'), encodeJSON(highlights))
    writeFileSync(join(own, 'article.json'), encodeJSON(article))
    if ((index + 1) % 1000 === 0) onProgress?.(index + 1)
  }
}
