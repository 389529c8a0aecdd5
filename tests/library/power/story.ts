import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect } from 'vitest'
import type { Files } from '../../../main/library/files.ts'
import { openLibrary } from '../../../main/library/index.ts'
import type { Library } from '../../../main/library/types.ts'
import { choicesFor, fingerprint, leftBy, materialise } from '../../support/powerCut.ts'
import { seeded } from '../../support/proofs/random.ts'
import { type Recorder, recordFiles } from '../../support/recorder.ts'
import { scratchFolder } from '../../support/scratch.ts'
import { clock, ids } from '../records.ts'
import { assertEither, hastyFiles, type Picture, pictureOf } from './world.ts'

/** Relative to the folder that is recorded; two folders are made with the library. */
export const PLACE = join('Documents', 'Bibliothèque')

/** Fresh for each test. */
export let folder: string
let states: string
beforeEach(() => {
  folder = scratchFolder('power')
  states = scratchFolder('power-states')
})
afterEach(() => {
  for (const each of [folder, states]) rmSync(each, { recursive: true, force: true })
})

export const open = (base: string, files = hastyFiles): Promise<Library> =>
  openLibrary({ path: join(base, PLACE), clock, ids, files })

/** Steps that a test takes, with what the library held after each. */
export interface Story {
  readonly recorder: Recorder
  readonly pictures: readonly Picture[]
}

type Act = (library: Library) => Promise<unknown>

/** Acts on the library in `folder`; `through` may change what the file system answers. */
export async function tell(acts: readonly Act[], through: (files: Files) => Files = (files) => files): Promise<Story> {
  const recorder = recordFiles(folder)
  const pictures: Picture[] = []
  const library = await open(folder, through(recorder.files))
  const acknowledge = async () => {
    recorder.mark()
    pictures.push(await pictureOf(library))
  }
  await acknowledge()
  for (const act of acts) {
    await act(library)
    await acknowledge()
  }
  await library.close()
  return { recorder, pictures }
}

interface Examined {
  states: number
  /** States in which what was under way is there, and in which it is not. */
  done: number
  undone: number
}

/** Opens what a power cut can leave at each point of the story, and looks whether it is as it must be. */
export async function examine(
  { recorder, pictures }: Story,
  start: Picture,
  look: (library: Library, path: string, before: Picture, after: Picture) => Promise<void> = wholeOrNot,
): Promise<Examined> {
  const random = seeded(7)
  const seen = new Set<string>()
  const examined: Examined = { states: 0, done: 0, undone: 0 }
  let acknowledged = 0
  for (let count = 0; count <= recorder.steps.length; count++) {
    if (recorder.steps[count - 1]?.kind === 'mark') acknowledged += 1
    const before = pictures[acknowledged - 1] ?? start
    const after = pictures[acknowledged] ?? before
    const steps = recorder.steps.slice(0, count)
    for (const choice of choicesFor(steps, random, 3)) {
      const left = leftBy(recorder.root, steps, choice)
      const name = `${acknowledged} ${fingerprint(left)}`
      if (seen.has(name)) continue
      seen.add(name)
      const base = mkdtempSync(join(states, 'state-'))
      materialise(left, base)
      try {
        const library = await open(base)
        try {
          await look(library, library.path, before, after)
          const now = JSON.stringify(await pictureOf(library))
          if (now === JSON.stringify(before)) examined.undone += 1
          else examined.done += 1
        } finally {
          await library.close()
        }
      } catch (error) {
        const last = recorder.steps.slice(Math.max(0, count - 12), count).map(describeStep)
        throw new Error(`after ${count} steps (…${last.join(', ')}), left ${listing(base)}: ${error}`, { cause: error })
      }
      examined.states += 1
      rmSync(base, { recursive: true, force: true })
    }
  }
  return examined
}

const describeStep = (step: Recorder['steps'][number]): string =>
  'name' in step ? `${step.kind} ${step.name}` : step.kind
const listing = (base: string) => readdirSync(base, { recursive: true, encoding: 'utf8' }).join(' ')

export async function wholeOrNot(library: Library, _path: string, before: Picture, after: Picture): Promise<void> {
  assertEither(await pictureOf(library), before, after)
  expect(library.problems()).toEqual([])
  expect((await library.verify()).problems).toEqual([])
}
