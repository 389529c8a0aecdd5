/** Adds highlights to one article and says so after each that was acknowledged, until it is killed. */
import { writeSync } from 'node:fs'
import { openLibrary } from '../../main/library/index.ts'
import { clock, ids, markOf, plainArticle } from './records.ts'

const library = await openLibrary({ path: process.argv[2] ?? '', clock, ids })
const { id } = await library.createArticle(plainArticle())
writeSync(1, `${id}\n`)
for (let number = 0; ; number++) {
  await library.updateHighlights(id, (present) => [...present, markOf(id, `note ${number}`)])
  writeSync(1, `note ${number}\n`)
}
