import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ExtractedArticle } from '../../main/capture/extract/index.ts'
import run from '../../main/capture/worker.ts'
import type { DocumentJSON } from '../../main/core/document/types.ts'

/** Where the golden pages live, all of them our own: see the README there. */
const folder = fileURLToPath(new URL('../fixtures/pages/', import.meta.url))

export const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

export function pathOf(slug: string, name: string): string {
  return join(folder, slug, name)
}

function sourceName(slug: string): string {
  return existsSync(pathOf(slug, 'source.xhtml')) ? 'source.xhtml' : 'source.html'
}

/** The page with its marks of what is no part of the article's text. */
export function marked(slug: string): Uint8Array {
  return readFileSync(pathOf(slug, sourceName(slug)))
}

const MARK = ' data-furniture'

/** The page as a site would serve it, in its own encoding: byte for byte, without the marks (in XHTML, `=""` is part of them). */
export function unmarked(bytes: Uint8Array): Uint8Array {
  const wide = (text: string) => Buffer.from(text, 'utf16le').toString('latin1')
  const page = Buffer.from(bytes).toString('latin1').replaceAll(`${MARK}=""`, '')
  return Buffer.from(page.replaceAll(MARK, '').replaceAll(wide(MARK), ''), 'latin1')
}

export interface Captured {
  /** What is expected of the page, file by file, in the order of reading. */
  readonly files: Readonly<Record<string, unknown>>
  /** Null where the page is refused. */
  readonly document: DocumentJSON | null
}

/** What a step took or chose, in the first words of it; where facts come from shows in the facts. */
function told(steps: ExtractedArticle['steps']) {
  return (steps ?? [])
    .filter(({ step }) => step !== 'facts' && step !== 'source')
    .flatMap(({ step, notes }) => notes.map(({ text, reason }) => ({ step, text: text.slice(0, 60), reason })))
}

/** Captures a golden page the way a fetched one is, in the worker's own function. */
export async function capture(slug: string): Promise<Captured> {
  const outcome = await run({
    page: unmarked(marked(slug)),
    contentType: '',
    contentLanguage: null,
    name: sourceName(slug).replace('source', slug),
    url: slug === 'json-ld' ? null : `https://pages.example/stories/${slug}.html`,
    explain: true,
  })
  if (!outcome.ok) return { files: { 'expected-error.json': { code: outcome.error.code } }, document: null }
  const { document, steps, ...rest } = outcome.value
  // Maps are for those who fetch pictures.
  const facts = Object.fromEntries(Object.entries(rest).filter(([, value]) => !(value instanceof Map)))
  return {
    files: {
      'expected-metadata.json': facts,
      'expected.json': document,
      ...(existsSync(pathOf(slug, 'expected-steps.json')) && { 'expected-steps.json': told(steps) }),
    },
    document,
  }
}

/** A file of what is expected of a page; undefined where there is none. */
export function expected(slug: string, name: string): unknown {
  const path = pathOf(slug, name)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined
}
