/** Writes the files of tests/fixtures/sources anew: `node tests/support/makeSources.ts`. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { sourceFiles } from './sources/files.ts'

const folder = fileURLToPath(new URL('../fixtures/sources/', import.meta.url))
mkdirSync(folder, { recursive: true })
for (const [name, bytes] of Object.entries(sourceFiles)) writeFileSync(folder + name, bytes)
