import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { answer, failure, files, pages, saved, World } from './world.ts'

const quickly = (source: string) => answer(10, saved(source))

describe('at once', () => {
  test('so many, and no more than two of one site, with a pause between their beginnings', async () => {
    const world = new World((source) => answer(5000, saved(source)))
    world.batch([...pages(4, 'x.example'), ...pages(4, 'y.example')], { hostPause: 500 })
    await world.pass(60_000)
    expect(world.most).toBe(4)
    expect(world.mostOf).toEqual(
      new Map([
        ['x.example', 2],
        ['y.example', 2],
      ]),
    )
    expect(world.began.slice(0, 4)).toEqual([
      { source: 'https://x.example/1', at: 0 },
      { source: 'https://y.example/1', at: 0 },
      { source: 'https://x.example/2', at: 500 },
      { source: 'https://y.example/2', at: 500 },
    ])
    expect(world.began).toHaveLength(8)
  })

  test('files wait for no site, and begin in their order', async () => {
    const world = new World(quickly)
    const batch = world.batch(files(9))
    await world.pass(30)
    expect(batch.state().phase).toBe('done')
    expect(world.most).toBe(4)
    expect(world.began.map(({ source }) => source)).toEqual(files(9).map(({ source }) => source))
  })

  test('a site on one’s own machine needs no pause', async () => {
    const world = new World(quickly)
    const batch = world.batch(pages(6, '127.0.0.1:8080'))
    await world.pass(40)
    expect(batch.state().phase).toBe('done')
    expect(world.mostOf.get('127.0.0.1:8080')).toBe(2)
  })

  test('what is there already is passed over without a pause: a batch that was cut off catches up quickly', async () => {
    const world = new World((source) => answer(5, saved(source, { duplicate: true })))
    const batch = world.batch(pages(100))
    await world.pass(1000)
    expect(batch.state().counts.duplicate).toBe(100)
  })
})

describe('trying again', () => {
  test('a failure that may pass is tried again, later each time, and not for ever', async () => {
    const world = new World(() => failure('connectionRefused', { host: 'x.example' }))
    const batch = world.batch(pages(1))
    await world.pass(11)
    expect(batch.state()).toMatchObject({ phase: 'running', counts: { retrying: 1 }, settled: 0 })
    await world.pass(60_000)
    expect(world.began.map(({ at }) => at)).toEqual([0, 1010, 5020])
    expect(batch.receipt().failed).toMatchObject([
      { source: 'https://x.example/1', error: { code: 'connectionRefused' } },
    ])
    expect(batch.state().items[0]).toMatchObject({ attempts: 3, state: 'failed' })
  })

  test('what came at the second try is saved', async () => {
    const world = new World((source, attempt) =>
      attempt === 1 ? failure('siteFailed', { status: 502 }) : answer(10, saved(source)),
    )
    const batch = world.batch(pages(1))
    await world.pass(5000)
    expect(batch.receipt()).toMatchObject({ saved: [{ source: 'https://x.example/1' }], failed: [] })
  })

  test.each([429, 503])('a site that asks for patience (%i) is left alone for so long, all of it', async (status) => {
    const world = new World((source, attempt) =>
      source === 'https://x.example/1' && attempt === 1
        ? failure('siteFailed', { status, retryAfter: 20 })
        : answer(10, saved(source)),
    )
    const batch = world.batch([...pages(3), ...pages(1, 'y.example')], { hostPause: 500 })
    await world.pass(19_000)
    expect(batch.state().counts).toMatchObject({ saved: 1, retrying: 1, waiting: 2 })
    await world.pass(60_000)
    expect(batch.state().counts.saved).toBe(4)
    const later = world.began.filter(({ source }) => source.startsWith('https://x')).slice(1)
    expect(later.every(({ at }) => at >= 20_000)).toBe(true)
  })

  test.each([
    ['pageNotFound', { status: 404 }],
    ['articleNotDetected', {}],
    ['siteFailed', { status: 501 }],
    ['siteFailed', { status: 503, retryAfter: 3600 }],
  ] as const)('%s %j is not tried again', async (code, details) => {
    const world = new World(() => failure(code, details))
    const batch = world.batch(pages(1))
    await world.pass(20)
    expect(batch.state().phase).toBe('done')
    expect(world.began).toHaveLength(1)
  })

  test('a save that rejects has failed, and the others go on', async () => {
    const world = new World(quickly)
    const effects = world.effects()
    const { createBatch } = await import('../../../main/core/batch/index.ts')
    const batch = createBatch(
      files(3),
      {
        ...effects,
        save: (source, task) =>
          source.source === 'page 2.html' ? Promise.reject(new Error('broken')) : effects.save(source, task),
      },
      { name: 'test' },
    )
    await world.pass(100)
    expect(batch.receipt()).toMatchObject({
      saved: [{ source: 'page 1.html' }, { source: 'page 3.html' }],
      failed: [{ source: 'page 2.html', error: { code: 'internal' } }],
    })
  })

  test('by hand: what failed and what was cancelled, or only some of it', async () => {
    let broken = true
    const world = new World((source) => (broken ? failure('pageNotFound') : answer(10, saved(source))))
    const batch = world.batch(files(3))
    await world.pass(100)
    broken = false
    batch.retry([1])
    await world.pass(100)
    expect(batch.state().items.map(({ state }) => state)).toEqual(['failed', 'saved', 'failed'])
    batch.retry()
    const receipt = batch.done()
    await world.pass(100)
    expect((await receipt).saved).toHaveLength(3)
  })
})

describe('pause, resume, cancel', () => {
  test('a pause lets end what is under way, and begins nothing', async () => {
    const world = new World(quickly)
    const batch = world.batch(files(8))
    batch.pause()
    expect(batch.state().phase).toBe('pausing')
    await world.pass(1000)
    expect(batch.state()).toMatchObject({ phase: 'paused', counts: { saved: 4, waiting: 4 } })
    batch.resume()
    await world.pass(1000)
    expect(batch.state()).toMatchObject({ phase: 'done', counts: { saved: 8 } })
  })

  test('what is to be tried again waits through a pause', async () => {
    const world = new World((source, attempt) =>
      attempt === 1 ? failure('fetchTimeout', { seconds: 30 }) : answer(10, saved(source)),
    )
    const batch = world.batch(pages(1))
    await world.pass(20)
    batch.pause()
    await world.pass(60_000)
    expect(world.began).toHaveLength(1)
    expect(batch.state().phase).toBe('paused')
    batch.resume()
    await world.pass(20)
    expect(batch.state().counts.saved).toBe(1)
  })

  test('cancelling stops what is under way and leaves the rest; the receipt says which', async () => {
    const world = new World((source) =>
      source === 'page 1.html' ? answer(5, saved('Été')) : answer(10_000, saved(source)),
    )
    const batch = world.batch(files(8))
    await world.pass(6)
    const receipt = batch.done()
    batch.cancel()
    await world.pass(0)
    expect(world.cancelled).toEqual(['test 2', 'test 3', 'test 4', 'test 5'])
    expect(batch.state()).toMatchObject({ phase: 'done', counts: { saved: 1, cancelled: 7 }, settled: 8 })
    expect(await receipt).toEqual({
      saved: [{ source: 'page 1.html', id: 'id of Été', title: 'Été' }],
      duplicates: [],
      renewed: [],
      failed: [],
      cancelled: files(8)
        .slice(1)
        .map(({ source }) => source),
    })
    await world.pass(60_000)
    expect(world.began).toHaveLength(5)
  })

  test('what waits to be tried again is cancelled too', async () => {
    const world = new World(() => failure('hostNotFound', { host: 'x.example' }))
    const batch = world.batch(pages(1))
    await world.pass(20)
    batch.cancel()
    await world.pass(60_000)
    expect(world.began).toHaveLength(1)
    expect(batch.receipt().cancelled).toEqual(['https://x.example/1'])
  })

  test('a full disk pauses the batch instead of failing all that is left; nothing is passed over', async () => {
    let full = true
    const world = new World((source) =>
      full && source !== 'page 1.html' ? failure('diskFull') : answer(5, saved(source)),
    )
    const batch = world.batch(files(6), { concurrency: 1 })
    await world.pass(1000)
    expect(batch.state()).toMatchObject({
      phase: 'paused',
      trouble: { code: 'diskFull' },
      counts: { saved: 1, waiting: 5, failed: 0 },
    })
    full = false
    batch.resume()
    await world.pass(1000)
    expect(batch.state()).toMatchObject({ phase: 'done', trouble: null, counts: { saved: 6 } })
    expect(batch.receipt().saved.map(({ source }) => source)).toEqual(files(6).map(({ source }) => source))
  })

  test('nothing to do is done, and what is added later is taken up', async () => {
    const world = new World(quickly)
    const batch = world.batch([])
    expect(batch.state().phase).toBe('done')
    expect(await batch.done()).toEqual({ saved: [], duplicates: [], renewed: [], failed: [], cancelled: [] })
    batch.add(files(2))
    const receipt = batch.done()
    await world.pass(100)
    expect((await receipt).saved).toHaveLength(2)
  })
})

test('a state stays the same object until something changes, and listeners hear of it', async () => {
  const world = new World(quickly)
  const batch = world.batch(files(1))
  const before = batch.state()
  let heard = 0
  const end = batch.subscribe(() => {
    heard += 1
  })
  expect(batch.state()).toBe(before)
  await world.pass(100)
  expect(batch.state()).not.toBe(before)
  expect(before.items[0]?.state).toBe('running')
  expect(heard).toBeGreaterThan(0)
  const until = heard
  end()
  batch.add(files(1))
  expect(heard).toBe(until)
})

test('whatever happens when, each source ends exactly once, and never too many are under way', async () => {
  const event = fc.record({
    at: fc.integer({ min: 0, max: 3000 }),
    what: fc.constantFrom('pause', 'resume', 'add', 'retry', 'cancel'),
  })
  const codes = fc.constantFrom('saved', 'duplicate', 'pageNotFound', 'siteFailed', 'diskFull')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom('x.example', 'y.example', null), codes, fc.integer({ min: 0, max: 400 })), {
        maxLength: 12,
      }),
      fc.array(event, { maxLength: 6 }),
      async (sources, events) => {
        const given = sources.map(([host, code, takes], index) => ({ source: `${index}`, host, code, takes }))
        const world = new World((source, attempt) => {
          const { code, takes } = given[Number(source)] ?? { code: 'saved', takes: 1 }
          if (code === 'saved' || code === 'duplicate')
            return answer(takes, saved(source, { duplicate: code === 'duplicate' }))
          return attempt > 2 ? answer(takes, saved(source)) : failure(code, { status: 500 }, takes)
        })
        const batch = world.batch(given)
        let added = 0
        for (const { at, what } of [...events].sort((a, b) => a.at - b.at)) {
          await world.pass(Math.max(0, at - world.time))
          if (what === 'add') {
            batch.add([{ source: `added ${added}`, host: null }])
            added += 1
          } else batch[what]()
        }
        for (let turn = 0; turn < 40; turn++) {
          batch.resume()
          await world.pass(5000)
        }
        const { phase, counts, items, settled } = batch.state()
        expect(phase).toBe('done')
        expect(items).toHaveLength(given.length + added)
        expect(settled).toBe(items.length)
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(items.length)
        const { saved: kept, duplicates, renewed, failed, cancelled } = batch.receipt()
        expect(kept.length + duplicates.length + renewed.length + failed.length + cancelled.length).toBe(items.length)
        expect(world.most).toBeLessThanOrEqual(4)
        for (const [host, most] of world.mostOf) expect(most).toBeLessThanOrEqual(host === null ? 4 : 2)
      },
    ),
    { numRuns: 150 },
  )
})
