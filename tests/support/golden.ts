import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the golden pages live: `<slug>/{source.html, expected.json, expected-metadata.json}`, all of them our own. */
const folder = fileURLToPath(new URL('../fixtures/pages/', import.meta.url))

export const slugs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name)
  .sort()

export function source(slug: string): Uint8Array {
  return readFileSync(join(folder, slug, 'source.html'))
}

/**
 * What is expected of a page. With `UPDATE_GOLDEN=1` the file is written from what came out, to be read in the diff before
 * it is committed.
 */
export function golden(slug: string, name: 'expected.json' | 'expected-metadata.json', actual: unknown): unknown {
  const path = join(folder, slug, name)
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, `${JSON.stringify(actual, null, 1)}\n`)
  return JSON.parse(readFileSync(path, 'utf8'))
}
