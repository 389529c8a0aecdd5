/**
 * The other side of the bench `capture`, in a thread as the capture worker is one: Readability on linkedom alone, both as
 * their packages have them. Answers the milliseconds that it takes from a page's text to its article. No TypeScript: so
 * that no thread but the main one has Node strip types (see main/capture/worker.source.js).
 */
import { parentPort } from 'node:worker_threads'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'

parentPort?.on('message', (html) => {
  const start = performance.now()
  let found = false
  try {
    const { document } = parseHTML(html)
    found = new Readability(document).parse() !== null
  } catch {
    // A page without any element is none; both sides take their time over it.
  }
  parentPort?.postMessage({ taken: performance.now() - start, found })
})
