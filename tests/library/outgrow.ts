/** Run where no file may grow beyond 64 KB: a note that needs more is refused, and the one before it stays. */
import { openLibrary } from '../../main/library/index.ts'
import { clock, ids, markOf, plainArticle } from './records.ts'

const library = await openLibrary({ path: process.argv[2] ?? '', clock, ids })
const { id } = await library.createArticle(plainArticle())
await library.updateHighlights(id, () => [markOf(id, 'small')])
const code = await library
  .updateHighlights(id, (present) => [...present, markOf(id, 'x'.repeat(200_000))])
  .then(
    () => 'none',
    (error: { code?: string }) => error.code,
  )
const notes = (await library.readHighlights(id)).length
await library.close()
console.log(JSON.stringify({ code, notes }))
