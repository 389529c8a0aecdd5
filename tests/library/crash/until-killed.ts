/**
 * Works through random calls of the contract on several libraries side by side, and says so before and after each,
 * until it is killed. Standard input: a list of `Assignment` as JSON. Standard output: a line per `Line`.
 */
import { readFileSync, writeSync } from 'node:fs'
import { openPostil } from '../../../main/postil.ts'
import { nextCall } from '../../support/proofs/calls.ts'
import { perform } from '../../support/proofs/perform.ts'
import { type Random, seeded } from '../../support/proofs/random.ts'
import { after, type Call, type World } from '../../support/proofs/world.ts'
import type { Assignment, Line } from './harness.ts'

function say(line: Line): void {
  const bytes = Buffer.from(`${JSON.stringify(line)}\n`)
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(1, bytes, done)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error
    }
  }
}

/** Some calls, then the library is closed, as it is when a window is. */
async function session(library: number, path: string, random: Random, before: World): Promise<World> {
  let world = before
  const postil = await openPostil({ libraryPath: path, housekeeping: true })
  say({ library, opened: true })
  for (let left = 5 + random.below(60); left > 0; left--) {
    const call: Call = nextCall(random, world)
    say({ library, begin: call })
    const told = await perform(postil.reader, call)
    world = after(world, call, told)
    say({ library, told })
  }
  await postil.close()
  return world
}

async function work(library: number, { path, seed, world: given }: Assignment): Promise<never> {
  const random = seeded(seed)
  let world = given
  for (;;) world = await session(library, path, random, world)
}

const assignments: Assignment[] = JSON.parse(readFileSync(0, 'utf8'))
say({ started: true })
await Promise.all(
  assignments.map((assignment, library) =>
    work(library, assignment).catch((error: unknown) =>
      say({ library, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    ),
  ),
)
