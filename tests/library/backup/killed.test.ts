import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { isLeftover } from '../../../main/library/layout.ts'
import { pictureOf } from '../power/world.ts'
import { freshPath, openAt } from '../support.ts'
import { fill } from './copies.ts'

const program = fileURLToPath(new URL('./restore-until-killed.ts', import.meta.url))

/** Lets it work for so many milliseconds after it has begun; answers how long it took where it came to its end. */
async function restoreAndKill(path: string, from: string, patience: number): Promise<number | null> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, path, from], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  await once(child.stdout, 'data')
  const begun = performance.now()
  const timer = Number.isFinite(patience) ? setTimeout(() => child.kill('SIGKILL'), patience) : undefined
  const [code] = await ended
  clearTimeout(timer)
  return code === 0 ? performance.now() - begun : null
}

test('killed at random instants, a restore or a merge that is done again leaves everything there and in order', async () => {
  const source = freshPath()
  const library = await openAt(source)
  await fill(library, 30)
  const archive = `${source}.zip`
  await library.backup(archive)
  const expected = await pictureOf(library)
  await library.close()
  const whole = (await restoreAndKill(freshPath(), archive, Number.POSITIVE_INFINITY)) ?? 0
  let interrupted = 0
  for (let round = 0; round < 8; round++) {
    const from = round % 2 === 0 ? archive : source
    const path = freshPath()
    // Each once more: what is done again may be interrupted too.
    for (const share of [Math.random(), Math.random()]) {
      if ((await restoreAndKill(path, from, share * whole)) === null) interrupted += 1
    }
    const again = await openAt(path)
    const { problems } = await (round % 2 === 0 ? again.restoreBackup(from) : again.merge(from))
    expect(problems, `round ${round}`).toEqual([])
    const { settings: _own, ...articles } = await pictureOf(again)
    const { settings: _theirs, ...all } = expected
    expect(articles, `round ${round}`).toEqual(all)
    expect((await again.verify()).problems, `round ${round}`).toEqual([])
    expect(again.problems(), `round ${round}`).toEqual([])
    await again.tidy()
    const left = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
      isLeftover(name.split('/').at(-1) ?? ''),
    )
    expect(left, `round ${round}`).toEqual([])
    expect(readdirSync(join(path, 'articles'))).toHaveLength(30)
    await again.close()
  }
  // Else nothing was proven.
  expect(interrupted).toBeGreaterThan(4)
})
