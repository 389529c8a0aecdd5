/** `node tests/bench/generate/run.ts <folder> <n> [seed]`: a library of n articles to try things on. */
import { generateLibrary } from './index.ts'

const [folder, count, seed = '1'] = process.argv.slice(2)
if (folder === undefined || !/^[1-9]\d*$/.test(count ?? '') || !/^\d+$/.test(seed)) {
  console.error('usage: node tests/bench/generate/run.ts <folder> <articles> [seed]')
  process.exit(2)
}
const start = performance.now()
const onProgress = (done: number) =>
  console.error(`${done} articles, ${((performance.now() - start) / 1000).toFixed(1)} s`)
generateLibrary(folder, { count: Number(count), seed: Number(seed), until: new Date().toISOString(), onProgress })
