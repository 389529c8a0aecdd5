/**
 * Opens the library that is named, again and again, and adds highlights to an article, each with a note of its own; says
 * which were acknowledged, until its input ends. Whoever finds the library locked tries again.
 */
import { writeSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { PostilError } from '../../main/core/result.ts'
import { openLibrary } from '../../main/library/index.ts'
import { clock, ids, markOf } from './records.ts'

const [, , path = '', article = '', who = ''] = process.argv
let ended = false
process.stdin
  .on('data', () => {})
  .on('end', () => {
    ended = true
  })

const say = (line: string): void => void writeSync(1, `${line}\n`)
let number = 0
/** Left to itself for a while, as one that is idle; then it works through some changes. */
async function session(): Promise<void> {
  const library = await openLibrary({ path, clock, ids })
  try {
    for (let left = 4 + Math.floor(Math.random() * 12); left > 0 && !ended; left--) {
      if (Math.random() < 0.3) await wait(Math.random() * 60)
      const note = `${who} ${number++} « ’ »`
      await library.updateHighlights(article, (present) => [...present, markOf(article, note)])
      say(note)
    }
  } finally {
    await library.close()
  }
}

while (!ended) {
  try {
    await session()
  } catch (error) {
    if (!(error instanceof PostilError && error.code === 'libraryLocked')) throw error
    say('locked')
  }
  await wait(Math.random() * 30)
}
say('ended')
