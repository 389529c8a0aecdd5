import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { freshPath, openAt } from './support.ts'

it.each([5, 17, 41])('after %i acknowledged changes and a kill -9, none of them is lost', async (count) => {
  const path = freshPath()
  const program = fileURLToPath(new URL('./write-until-killed.ts', import.meta.url))
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const acknowledged: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line)
    if (acknowledged.length === count) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')

  const [id = '', ...notes] = acknowledged
  const library = await openAt(path)
  const kept = (await library.readHighlights(id)).map((mark) => mark.note)
  expect(kept.slice(0, notes.length)).toEqual(notes)
  // At most the one change that was under way is there besides.
  expect(kept.length - notes.length).toBeLessThanOrEqual(1)
  expect(library.problems()).toEqual([])
  const { problems } = await library.verify()
  expect(problems.filter((problem) => problem.code === 'fileDamaged')).toEqual([])
})
