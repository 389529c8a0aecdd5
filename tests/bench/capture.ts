import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { unwrap } from '../../main/core/result.ts'
import { openPostil } from '../../main/postil.ts'
import { type Figure, median, time } from './figures.ts'
import { articlePage } from './page.ts'

const WARM_UP = 12
const ROUNDS = 40

function readability(html: string): void {
  const { document } = parseHTML(html)
  const article = new Readability(document).parse()
  if (!article?.textContent) throw new Error('the baseline found no article')
}

/**
 * A save from HTML to a synced and indexed article, against Readability on linkedom alone, which only finds the
 * article. Both sides take turns, a page each that neither has seen.
 */
export async function benchCapture(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postil-bench-'))
  const postil = await openPostil({ libraryPath: path.join(folder, 'library') })
  const saves: number[] = []
  const baselines: number[] = []
  try {
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      const { html } = articlePage(round + 1)
      const baseline = await time(() => readability(html))
      const save = await time(async () => {
        const { duplicate } = unwrap(
          await postil.reader.saveHtml({ html, url: `https://margin.example/articles/${round + 1}` }),
        )
        if (duplicate) throw new Error('a page was taken for another')
      })
      if (round < WARM_UP) continue
      baselines.push(baseline)
      saves.push(save)
    }
  } finally {
    await postil.close()
    await rm(folder, { recursive: true, force: true })
  }
  return [
    { figure: 'readability-alone', value: median(baselines), goal: null, unit: 'ms' },
    { figure: 'save', value: median(saves), goal: null, unit: 'ms' },
    { figure: 'save-to-readability', value: median(saves) / median(baselines), goal: 2 },
  ]
}
