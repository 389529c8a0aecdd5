import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { unwrap } from '../../main/core/result.ts'
import { openPostil } from '../../main/postil.ts'
import { type Figure, median, time } from './figures.ts'
import { articlePage } from './page.ts'

const WARM_UP_TURNS = 2
const TURNS = 8
const PAGES_A_TURN = 8

function readability(html: string): void {
  const { document } = parseHTML(html)
  const article = new Readability(document).parse()
  if (!article?.textContent) throw new Error('the baseline found no article')
}

/**
 * A save from HTML to a synced and indexed article, against Readability on linkedom alone, which only finds the
 * article. Both sides take turns of several pages, each a page that neither has seen: one side's garbage is then mostly
 * collected in its own turn.
 */
export async function benchCapture(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'postil-bench-'))
  const postil = await openPostil({ libraryPath: path.join(folder, 'library') })
  const save = async (html: string, seed: number): Promise<void> => {
    const { duplicate } = unwrap(await postil.reader.saveHtml({ html, url: `https://margin.example/articles/${seed}` }))
    if (duplicate) throw new Error('a page was taken for another')
  }
  const saves: number[] = []
  const baselines: number[] = []
  try {
    for (let turn = 0; turn < WARM_UP_TURNS + TURNS; turn++) {
      const seeds = Array.from({ length: PAGES_A_TURN }, (_, index) => turn * PAGES_A_TURN + index + 1)
      const pages = seeds.map((seed) => ({ seed, html: articlePage(seed).html }))
      const baseline: number[] = []
      for (const { html } of pages) baseline.push(await time(() => readability(html)))
      const saving: number[] = []
      for (const { html, seed } of pages) saving.push(await time(() => save(html, seed)))
      if (turn < WARM_UP_TURNS) continue
      baselines.push(...baseline)
      saves.push(...saving)
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
