import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { say } from '../figures.ts'
import { articlePage } from '../page.ts'

/** Real pages, where they are kept next to the project. */
const REAL = path.resolve(import.meta.dirname, '../../../../shared/pages')
const GOLDEN = path.resolve(import.meta.dirname, '../../fixtures/pages')
const GENERATED = 40

export interface BenchPage {
  readonly name: string
  readonly html: string
}

function pagesIn(folder: string): BenchPage[] {
  return readdirSync(folder)
    .map((name) => ({ name, file: path.join(folder, name, 'source.html') }))
    .filter(({ file }) => existsSync(file))
    .map(({ name, file }) => ({ name, html: readFileSync(file, 'utf8') }))
}

/** The real pages where they are, else the project's golden pages and generated ones. */
export function benchPages(): BenchPage[] {
  if (existsSync(REAL)) {
    const pages = pagesIn(REAL)
    say(`${pages.length} real pages`)
    return pages
  }
  const golden = pagesIn(GOLDEN)
  say(`no real pages here: ${golden.length} golden and ${GENERATED} generated ones`)
  const generated = Array.from({ length: GENERATED }, (_, seed) => ({
    name: `generated-${seed + 1}`,
    html: articlePage(seed + 1).html,
  }))
  return [...golden, ...generated]
}
