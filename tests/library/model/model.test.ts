import { rmSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { unwrap } from '../../../main/core/result.ts'
import { openPostil, type Postil } from '../../../main/postil.ts'
import { nextCall } from '../../support/proofs/calls.ts'
import { observe, reconcile } from '../../support/proofs/observe.ts'
import { perform } from '../../support/proofs/perform.ts'
import { seeded } from '../../support/proofs/random.ts'
import { after, emptyWorld, type World } from '../../support/proofs/world.ts'
import { scratchFolder } from '../../support/scratch.ts'

const OPERATIONS = 2000

interface Model {
  world: World
}
interface Real {
  readonly path: string
  postil: Postil
}

let operations = 0

const open = async (path: string): Promise<Postil> => {
  const postil = await openPostil({
    libraryPath: path,
    report: (thrown) => {
      throw thrown
    },
  })
  await postil.ready
  return postil
}

/** All of the library against all of the model. */
async function compare({ world }: Model, { postil }: Real): Promise<void> {
  reconcile(world, null, await observe(postil.reader))
  expect(unwrap(await postil.reader.libraryStatus({})).problems).toEqual([])
}

/**
 * A call that the model allows at this moment; which one, a number decides. So a command means something whatever went
 * before it, and a failing history can be made shorter.
 */
class Operation implements fc.AsyncCommand<Model, Real> {
  readonly #seed: number
  #made = ''
  constructor(seed: number) {
    this.#seed = seed
  }
  check = () => true
  async run(model: Model, { postil }: Real): Promise<void> {
    const call = nextCall(seeded(this.#seed), model.world)
    this.#made = `${call.method} ${JSON.stringify(call.params).slice(0, 200)}`
    operations += 1
    model.world = after(model.world, call, await perform(postil.reader, call))
    const { counts } = unwrap(await postil.reader.listArticles({ limit: 1 }))
    const known = Object.values(model.world.articles)
    const trash = known.filter(({ deleted }) => deleted).length
    expect([counts.all, counts.trash]).toEqual([known.length - trash, trash])
  }
  toString = () => `${this.#seed}: ${this.#made}`
}

class Restart implements fc.AsyncCommand<Model, Real> {
  readonly #without: 'all' | 'noIndex'
  constructor(without: 'all' | 'noIndex') {
    this.#without = without
  }
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    await compare(model, real)
    await real.postil.close()
    if (this.#without === 'noIndex') rmSync(join(real.path, '.index'), { recursive: true })
    real.postil = await open(real.path)
    await compare(model, real)
    expect(unwrap(await real.postil.reader.verifyLibrary({})).problems).toEqual([])
  }
  toString = () => (this.#without === 'noIndex' ? 'restart without an index' : 'restart')
}

class Reindex implements fc.AsyncCommand<Model, Real> {
  check = () => true
  async run(model: Model, real: Real): Promise<void> {
    unwrap(await real.postil.reader.reindex({}))
    await compare(model, real)
  }
  toString = () => 'reindex'
}

const operation = fc.integer().map((seed) => new Operation(seed))
const commands = fc.commands(
  [
    ...Array.from({ length: 20 }, () => operation),
    fc.constant(null).map(() => new Restart('all')),
    fc.constant(null).map(() => new Restart('noIndex')),
    fc.constant(null).map(() => new Reindex()),
  ],
  { maxCommands: 120, size: 'max' },
)

test(`a library holds what a plain model holds, through ${OPERATIONS} operations and restarts`, async () => {
  for (operations = 0; operations < OPERATIONS; ) {
    const property = fc.asyncProperty(commands, async (history) => {
      const path = scratchFolder('model')
      const real: Real = { path, postil: await open(path) }
      try {
        const model: Model = { world: emptyWorld }
        await fc.asyncModelRun(() => ({ model, real }), history)
        await compare(model, real)
      } finally {
        await real.postil.close()
        rmSync(path, { recursive: true, force: true })
      }
    })
    await fc.assert(property, { numRuns: 10 })
  }
  expect(operations).toBeGreaterThanOrEqual(OPERATIONS)
  // The patience of a busy machine; a failing history is shortened within it.
}, 600_000)
