/**
 * `npm run golden -- [slug…]`: writes what is expected of golden pages from what capture makes of them now, and prints it
 * to be read beside the page, with the words that it lacks or has too many. Without names: all pages whose files change.
 */
import { rmSync, writeFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { capture, expected, marked, pathOf, slugs } from './golden.ts'
import { articleLines, compareWords, documentLines, wordsOf } from './goldenWords.ts'
import { outline } from './outline.ts'

const chosen = process.argv.slice(2)
for (const slug of chosen.length > 0 ? chosen : slugs) {
  const { files, document } = await capture(slug)
  const changed = Object.entries(files).filter(([name, value]) => !isDeepStrictEqual(expected(slug, name), value))
  for (const [name, value] of changed) writeFileSync(pathOf(slug, name), `${JSON.stringify(value, null, 1)}\n`)
  for (const name of ['expected-error.json', 'expected-metadata.json', 'expected.json']) {
    if (!(name in files)) rmSync(pathOf(slug, name), { force: true })
  }
  if (changed.length === 0 && chosen.length === 0) continue
  console.log(`\n=== ${slug}`)
  for (const [name, value] of Object.entries(files)) {
    if (name !== 'expected.json') console.log(JSON.stringify(value, null, 1))
  }
  if (!document) continue
  const { missing, surplus } = compareWords(wordsOf(articleLines(marked(slug))), wordsOf(documentLines(document)))
  console.log(outline(document))
  if (missing.length > 0) console.log(`!! the document lacks: ${missing.join(' ')}`)
  if (surplus.length > 0) console.log(`!! the document has too much: ${surplus.join(' ')}`)
}
