/** Holds the library that is named until it is killed. */
import { openLibrary } from '../../main/library/index.ts'

const path = process.argv[2] ?? ''
await openLibrary({ path, clock: () => new Date(), ids: () => '01HZZZZZZZZZZZZZZZZZZZZZZZ' })
console.log('open')
setInterval(() => {}, 60_000)
