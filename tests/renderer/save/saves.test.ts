import { beforeEach, describe, expect, test } from 'vitest'
import type { SaveOutcome } from '../../../main/core/contract.ts'
import { fail, ok, type Result } from '../../../main/core/result.ts'
import { tally, wouldStop } from '../../../renderer/save/batch/item.ts'
import { receiptText } from '../../../renderer/save/batch/receipt.ts'
import { Saves } from '../../../renderer/save/batch/saves.ts'
import { keepWaiting, readWaiting } from '../../../renderer/save/batch/waiting.ts'
import { nothing, type Piece } from '../../../renderer/save/intake/piece.ts'
import { remediesFor } from '../../../renderer/save/ways.ts'

interface Call {
  readonly method: string
  readonly params: Record<string, unknown>
  readonly end: (result: Result<SaveOutcome>) => void
}

let calls: Call[]
let cancelled: string[]
const take =
  (method: string) =>
  (params: object): Promise<Result<SaveOutcome>> =>
    new Promise((end) => calls.push({ method, params: params as Record<string, unknown>, end }))
let timers: (() => void)[]

function createSaves(): Saves {
  const library = {
    saveUrl: take('saveUrl'),
    saveHtml: take('saveHtml'),
    saveText: take('saveText'),
    saveFile: take('saveFile'),
    cancelTask: async ({ task }: { task: string }) => {
      cancelled.push(task)
      return ok({ cancelled: true })
    },
  }
  const later = (_: number, work: () => void) => {
    timers.push(work)
    return () => {}
  }
  return new Saves(library, { now: () => 0, later })
}

beforeEach(() => {
  calls = []
  cancelled = []
  timers = []
})

const outcome = (title: string, more: Partial<SaveOutcome> = {}) =>
  ok({
    article: { id: title, title } as SaveOutcome['article'],
    duplicate: false,
    renewed: false,
    missingImages: 0,
    ...more,
  })
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
const text = (words: string): Piece => ({ kind: 'text', text: words })
const states = (saves: Saves) => saves.snapshot().items.map(({ state }) => state)

describe('what is saved beside the dialog', () => {
  test('what only subscribers read in whole is told to be a part', async () => {
    const saves = createSaves()
    saves.add({ ...nothing, pieces: [text('un'), text('deux')] }, [])
    await settled()
    for (const [index, { end }] of calls.entries()) end(outcome(`${index}`, index === 0 ? { partial: 'paywall' } : {}))
    await settled()
    expect(saves.snapshot().items.map(({ partial }) => partial)).toEqual(['paywall', undefined])
  })

  test('each kind goes by its own call, with its tags and where it is from', async () => {
    const saves = createSaves()
    const pieces: Piece[] = [
      { kind: 'url', url: 'https://example.org/a' },
      { kind: 'html', html: '<p>été</p>', text: 'été', url: 'https://example.org/b' },
      { kind: 'text', text: 'un texte', title: 'Titre', url: null },
      { kind: 'file', file: new File(['« œuvre »'], 'œuvre.txt'), path: 'dossier/œuvre.txt' },
    ]
    saves.add({ ...nothing, pieces }, ['à lire'])
    await settled()
    expect(calls.map(({ method }) => method).sort()).toEqual(['saveFile', 'saveHtml', 'saveText', 'saveUrl'])
    const sent = (method: string) => calls.find((call) => call.method === method)?.params
    expect(sent('saveUrl')).toMatchObject({ url: 'https://example.org/a', typed: true, tags: ['à lire'] })
    expect(sent('saveHtml')).toMatchObject({ html: '<p>été</p>', url: 'https://example.org/b' })
    expect(sent('saveText')).toMatchObject({ text: 'un texte', title: 'Titre' })
    expect(sent('saveText')).not.toHaveProperty('url')
    expect(sent('saveFile')).toMatchObject({ name: 'œuvre.txt', data: Buffer.from('« œuvre »').toString('base64') })
    for (const { params } of calls) expect(params).not.toHaveProperty('again')
  })

  test('a duplicate can be saved once more, and its new row takes the place of the old one', async () => {
    const saves = createSaves()
    saves.add({ ...nothing, pieces: [text('a'), text('b')] })
    await settled()
    calls[0]?.end(outcome('a', { duplicate: true }))
    calls[1]?.end(outcome('b'))
    await settled()
    expect(states(saves)).toEqual(['duplicate', 'saved'])
    saves.again(saves.snapshot().items.filter(({ state }) => state === 'duplicate'))
    await settled()
    expect(calls[2]?.params).toMatchObject({ text: 'a', again: true })
    calls[2]?.end(outcome('a', { renewed: true }))
    await settled()
    expect(states(saves)).toEqual(['saved', 'renewed'])
    expect(saves.snapshot().running).toBe(false)
  })

  test('what fails is told with its reason, and tried again by itself alone', async () => {
    const saves = createSaves()
    saves.add({ pieces: [text('a'), text('b')], refused: [{ path: 'x.pdf', fault: 'fileType' }], leftOut: 3 })
    await settled()
    calls[0]?.end(fail('pageEmpty'))
    calls[1]?.end(outcome('b'))
    await settled()
    const { items, leftOut } = saves.snapshot()
    expect(items.map(({ name, state }) => [name, state])).toEqual([
      ['x.pdf', 'failed'],
      ['a', 'failed'],
      ['b', 'saved'],
    ])
    expect(leftOut).toBe(3)
    expect(items[1]?.fault).toMatchObject({ code: 'pageEmpty' })
    saves.retry(items.filter(({ state }) => state === 'failed'))
    await settled()
    expect(calls).toHaveLength(3)
    calls[2]?.end(outcome('a'))
    await settled()
    expect(tally(saves.snapshot().items)).toMatchObject({ saved: 2, failed: 1, done: 3, total: 3 })
  })

  test('paused, nothing new begins; called off, what is under way is stopped', async () => {
    const saves = createSaves()
    saves.add({ ...nothing, pieces: Array.from({ length: 7 }, (_, n) => text(`text ${n}`)) })
    await settled()
    expect(calls).toHaveLength(4)
    saves.pause()
    calls[0]?.end(outcome('0'))
    await settled()
    expect(calls).toHaveLength(4)
    saves.resume()
    await settled()
    expect(calls).toHaveLength(5)
    const [, working] = saves.snapshot().items
    expect(working && saves.taskOf(working)).toBe(calls[1]?.params.task)
    saves.cancel()
    expect(cancelled).toHaveLength(4)
    for (const call of calls.slice(1)) call.end(fail('cancelled'))
    await settled()
    expect(tally(saves.snapshot().items)).toMatchObject({ saved: 1, cancelled: 6 })
    expect(saves.snapshot().running).toBe(false)
  })

  test('a file that has gone since it was chosen fails by its name', async () => {
    const saves = createSaves()
    const file = new File(['x'], 'a.txt')
    Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new Error('moved')) })
    saves.add({ ...nothing, pieces: [{ kind: 'file', file, path: 'f/a.txt' }] })
    await settled()
    expect(saves.snapshot().items[0]?.fault).toMatchObject({ code: 'fileUnreadable', details: { path: 'f/a.txt' } })
  })

  test('what comes while it runs joins it; afterwards a new receipt begins', async () => {
    const saves = createSaves()
    saves.add({ ...nothing, pieces: [text('a')] })
    saves.add({ ...nothing, pieces: [text('b')] })
    await settled()
    expect(saves.snapshot().items).toHaveLength(2)
    for (const call of calls) call.end(outcome('x'))
    await settled()
    saves.add({ ...nothing, pieces: [text('c')] })
    expect(saves.snapshot().items.map(({ name }) => name)).toEqual(['c'])
  })
})

describe('what was left by a window that went away', () => {
  const storage = () => {
    const kept = new Map<string, string>()
    return {
      kept,
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    }
  }

  test('is kept until it is saved, and waits to be told to go on', async () => {
    const store = storage()
    const saves = createSaves()
    const urls = ['https://example.org/a', 'https://example.net/b'].map((url): Piece => ({ kind: 'url', url }))
    saves.add({ ...nothing, pieces: [...urls, text('pasted')] }, ['à lire'])
    await settled()
    calls.find(({ params }) => params.url === 'https://example.org/a')?.end(outcome('a'))
    await settled()
    keepWaiting(store, saves.snapshot().items)

    calls = []
    const next = createSaves()
    next.restore(readWaiting(store))
    await settled()
    expect(next.snapshot()).toMatchObject({ phase: 'paused', items: [{ name: 'https://example.net/b' }] })
    expect(calls).toEqual([])
    next.resume()
    await settled()
    expect(calls[0]?.params).toMatchObject({ url: 'https://example.net/b', tags: ['à lire'] })
    calls[0]?.end(outcome('b'))
    await settled()
    keepWaiting(store, next.snapshot().items)
    expect(store.kept.size).toBe(0)
  })

  test('is nothing where it is not what was put in', () => {
    const store = storage()
    for (const bad of ['', '{', '{"url":"x"}', '[1,null,{"url":5}]']) {
      store.setItem('postil.waiting', bad)
      expect(readWaiting(store)).toEqual([])
    }
  })
})

test('the receipt tells what needs doing first, each with its address and its reason', () => {
  const row = (name: string, state: 'failed' | 'saved' | 'duplicate', title: string | null = null) => ({
    key: name,
    name,
    index: 0,
    source: null,
    state,
    article: title === null ? null : { id: name, title },
    missingImages: 0,
    fault: null,
  })
  const items = [
    row('https://example.org/a', 'saved', '« Été »'),
    row('https://example.org/b', 'failed'),
    row('« Été »', 'duplicate', '« Été »'),
  ]
  const words = {
    title: 'Postil',
    heading: (state: string, count: number) => `${count} ${state}`,
    reason: () => 'Gone.',
  }
  expect(receiptText(items, words)).toBe(
    'Postil\n\n1 failed\n- https://example.org/b: Gone.\n\n1 duplicate\n- « Été »\n\n1 saved\n- « Été » (https://example.org/a)\n',
  )
})

test('a page without an article is taken once more as it is, in the place of its refusal', async () => {
  const saves = createSaves()
  const file: Piece = { kind: 'file', path: 'menu.html', file: new File(['<p>a'], 'menu.html') }
  saves.add({ ...nothing, pieces: [file] })
  await settled()
  calls[0]?.end(fail('articleNotDetected'))
  await settled()
  saves.again(saves.snapshot().items, 'whole')
  await settled()
  const { whole, again } = calls[1]?.params ?? {}
  expect([whole, again]).toEqual([true, undefined])
  calls[1]?.end(outcome('Menu'))
  await settled()
  expect(states(saves)).toEqual(['saved'])
})

test('what somebody copied is kept whatever it is; a page or a file has to hold an article', async () => {
  const saves = createSaves()
  const file: Piece = { kind: 'file', path: 'a.html', file: new File(['<p>a'], 'a.html') }
  const pieces: Piece[] = [
    { kind: 'html', html: '<html><body><h1>« Été »</h1></body></html>', text: '« Été »', url: null },
    file,
  ]
  saves.add({ ...nothing, pieces })
  await settled()
  expect(calls.map(({ method, params }) => [method, params.whole])).toEqual([
    ['saveHtml', true],
    ['saveFile', undefined],
  ])
})

test('each refusal offers what its sentence advises', () => {
  expect(remediesFor('pageNeedsJavaScript')).toEqual({ retry: false, ways: ['text', 'file'] })
  expect(remediesFor('articleNotDetected')).toEqual({ retry: false, ways: ['text'], as: 'whole' })
  expect(remediesFor('siteFailed').retry).toBe(true)
  expect(remediesFor('urlInvalid')).toEqual({ retry: false, ways: [] })
})

test('a window that goes away stops what is under way, and loses what was pasted, but no address that waits', () => {
  const saves = createSaves()
  expect(wouldStop(saves.snapshot())).toBe(false)
  saves.restore([{ piece: { kind: 'url', url: 'https://x.example/1' }, tags: [], again: false }])
  expect(saves.snapshot().phase).toBe('paused')
  expect(wouldStop(saves.snapshot())).toBe(false)
  saves.add({ ...nothing, pieces: [text('Une note.')] })
  expect(wouldStop(saves.snapshot())).toBe(true)
  const others = createSaves()
  others.add({ ...nothing, pieces: [{ kind: 'url', url: 'https://x.example/2' }] })
  expect(wouldStop(others.snapshot())).toBe(true)
})
