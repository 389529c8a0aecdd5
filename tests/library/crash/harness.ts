/**
 * Kills a process that works on libraries, and looks whether what it had acknowledged is there. A process holds several
 * libraries, so that one kill meets each of them at another moment: a round is one kill of one library. A library goes
 * through many rounds.
 */
import { deepStrictEqual } from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { unwrap } from '../../../main/core/result.ts'
import { openPostil } from '../../../main/postil.ts'
import { observe, reconcile } from '../../support/proofs/observe.ts'
import { type Random, seeded } from '../../support/proofs/random.ts'
import { after, type Call, emptyWorld, type Told, type World } from '../../support/proofs/world.ts'

export interface Assignment {
  readonly path: string
  readonly seed: number
  /** What the library holds. */
  readonly world: World
}

/** What the process says: it is about to work, a library is open, a call begins, it was acknowledged, it went wrong. */
export type Line =
  | { readonly started: true }
  | { readonly library: number; readonly opened: true }
  | { readonly library: number; readonly begin: Call }
  | { readonly library: number; readonly told: Told }
  | { readonly library: number; readonly failed: string }

export interface Tally {
  rounds: number
  acknowledged: number
  /** Rounds in which the library was being opened or had no call under way. */
  between: number
  /** What was found wrong, with what it takes to look into it. */
  readonly faults: string[]
}

const LINE_FEED = 10

const program = fileURLToPath(new URL('./until-killed.ts', import.meta.url))

/** Lets the process work, kills it after a while, answers what it has said. */
async function runUntilKilled(assignments: readonly Assignment[], random: Random): Promise<Line[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  // A third of the kills meet the opening of the libraries; the others come after so much was said.
  const opening = random.chance(0.33)
  const lines = opening ? 1 : 10 + random.below(60 * assignments.length)
  const patience = opening ? random.below(60) : random.next() * 6
  const ended = new Promise((resolve) => child.once('close', resolve))
  const chunks: Buffer[] = []
  let heard = 0
  let doomed = false
  child.stdout.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    heard += chunk.filter((byte) => byte === LINE_FEED).length
    if (doomed || heard < lines) return
    doomed = true
    setTimeout(() => child.kill('SIGKILL'), patience)
  })
  child.stdin.end(JSON.stringify(assignments))
  await ended
  const said = Buffer.concat(chunks).toString('utf8')
  // A line that was cut off was not said.
  return said
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
}

/** The library as it must be, and the call that may or may not have been made. */
function replay(world: World, lines: readonly Line[]): { world: World; pending: Call | null; acknowledged: number } {
  let known = world
  let pending: Call | null = null
  let acknowledged = 0
  for (const line of lines) {
    if ('failed' in line)
      throw new Error(`a call was refused: ${JSON.stringify(pending).slice(0, 600)}\n${line.failed}`)
    if ('begin' in line) pending = line.begin
    if (!('told' in line) || !pending) continue
    known = after(known, pending, line.told)
    pending = null
    acknowledged += 1
  }
  return { world: known, pending, acknowledged }
}

const isLeftover = (name: string) => name.endsWith('.tmp') || name.includes('.new-')

/** Opens the library again and compares; answers the world as it turned out. */
async function examine(path: string, expected: World, pending: Call | null): Promise<World> {
  const wrong: unknown[] = []
  const postil = await openPostil({ libraryPath: path, report: (thrown) => wrong.push(thrown) })
  try {
    await postil.ready
    const world = reconcile(expected, pending, await observe(postil.reader))
    const { problems } = unwrap(await postil.reader.verifyLibrary({}))
    const status = unwrap(await postil.reader.libraryStatus({}))
    deepStrictEqual([problems, status.problems, wrong], [[], [], []], 'problems')
    const left = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(isLeftover)
    deepStrictEqual(left, [], 'what the crash left')
    return world
  } finally {
    await postil.close()
  }
}

/** At least so many rounds. The same seed makes the same calls; the instant of a kill is the machine's. */
export async function crashRounds(options: {
  readonly rounds: number
  readonly libraries: number
  readonly seed: number
}): Promise<Tally> {
  const { rounds, libraries, seed } = options
  const random = seeded(seed)
  const tally: Tally = { rounds: 0, acknowledged: 0, between: 0, faults: [] }
  const folder = mkdtempSync(join(tmpdir(), 'postil-crash-'))
  const fresh = (name: string): Assignment => ({ path: join(folder, name), seed: 0, world: emptyWorld })
  let assignments = Array.from({ length: libraries }, (_, index) => fresh(`Bibliothèque ${index}`))
  try {
    while (tally.rounds < rounds && tally.faults.length < libraries) {
      assignments = assignments.map((each) => ({ ...each, seed: random.below(2 ** 31) }))
      const lines = await runUntilKilled(assignments, random)
      const next: Assignment[] = []
      for (const [index, assignment] of assignments.entries()) {
        tally.rounds += 1
        try {
          const own = lines.filter((line) => 'library' in line && line.library === index)
          const { world, pending, acknowledged } = replay(assignment.world, own)
          tally.acknowledged += acknowledged
          if (!pending) tally.between += 1
          // A library grows from round to round, and begins anew where opening a large one would cost too much.
          const seen = await examine(assignment.path, world, pending)
          const large = Object.keys(seen.articles).length > 60
          next.push(large ? fresh(`Bibliothèque ${index}, ${tally.rounds}`) : { ...assignment, world: seen })
        } catch (thrown) {
          const reason = thrown instanceof Error ? thrown.message : String(thrown)
          tally.faults.push(`seed ${seed}, round ${tally.rounds}: ${reason}`)
          next.push(fresh(`Bibliothèque ${index}, ${tally.rounds}`))
        }
      }
      assignments = next
    }
    return tally
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
