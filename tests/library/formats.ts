import { cpSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Article } from '../../main/core/model/article.ts'
import type { Highlight } from '../../main/core/model/highlight.ts'
import type { Library } from '../../main/library/types.ts'
import { freshPath, snapshot } from './support.ts'

const folder = fileURLToPath(new URL('../fixtures/formats/1/', import.meta.url))

interface Records {
  readonly articles: Readonly<Record<string, Article>>
  readonly highlights: Readonly<Record<string, readonly Highlight[]>>
}

/** The records of the stored library as today's Postil reads them. */
export const expected: Records = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))

/** A library as version 1 wrote it, with fields of other programs. */
export function copyOfFormat1(): string {
  const path = freshPath()
  cpSync(join(folder, 'library'), path, { recursive: true })
  return path
}

export async function recordsOf(library: Library): Promise<Records> {
  const articles: Record<string, Article> = {}
  const highlights: Record<string, readonly Highlight[]> = {}
  for (const id of Object.keys(expected.articles)) {
    articles[id] = await library.readArticle(id)
    highlights[id] = await library.readHighlights(id)
  }
  return { articles, highlights }
}

/** Every file and folder, derived ones too, with content and time: whether anything at all was touched. */
export function untouched(path: string): () => Record<string, unknown> {
  const look = () => {
    const files = snapshot(path, { derived: true })
    const times = Object.keys(files).map((name) => [name, statSync(join(path, name)).mtimeMs])
    return { files, times, root: statSync(path).mtimeMs }
  }
  return look
}
