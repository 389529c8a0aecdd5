import { beforeEach, describe, expect, it } from 'vitest'
import type { ResolvedHighlight } from '../../../main/core/model/highlight.ts'
import { fail, ok } from '../../../main/core/result.ts'
import { type HighlightCalls, HighlightStore } from '../../../renderer/reader/highlights/store.ts'

const article = '01HZX0000000000000000000A0'
const stamp = '2026-01-02T03:04:05.000Z'

function record(id: string, start: number, end: number, over: Partial<ResolvedHighlight> = {}): ResolvedHighlight {
  return {
    version: 2,
    changedAt: {},
    id,
    articleId: article,
    createdAt: stamp,
    updatedAt: stamp,
    contentHash: '0'.repeat(64),
    selectors: {
      quote: { type: 'TextQuoteSelector', exact: 'quote', prefix: '', suffix: '' },
      position: { type: 'TextPositionSelector', start, end },
    },
    color: 'yellow',
    note: '',
    tags: [],
    anchor: { status: 'exact', start, end, score: 1 },
    ...over,
  }
}

/** A library of highlights that answers when it is let, and fails on demand. */
class Shelf {
  readonly records = new Map<string, ResolvedHighlight>()
  readonly log: string[] = []
  failing = false
  gate: Promise<void> = Promise.resolve()
  readonly calls: HighlightCalls = {
    addHighlight: ({ passage, color }) =>
      this.#answer('add', () => {
        if (!('start' in passage)) throw new Error('not by offsets')
        const made = record(`ID${this.records.size}`, passage.start, passage.end, { color: color ?? 'yellow' })
        this.records.set(made.id, made)
        return made
      }),
    updateHighlight: ({ id, patch }) =>
      this.#answer(`update ${id} ${JSON.stringify(patch)}`, () => {
        const old = this.records.get(id)
        if (old === undefined) throw new Error(`no ${id}`)
        const { color = old.color, note = old.note, tags = old.tags } = patch
        const made = { ...old, color, note, tags }
        this.records.set(id, made)
        return made
      }),
    deleteHighlight: ({ id }) => this.#answer(`delete ${id}`, () => ({ id })),
    restoreHighlight: ({ id }) => this.#answer(`restore ${id}`, () => this.records.get(id) ?? record(id, 0, 1)),
  }

  async #answer<T>(line: string, work: () => T) {
    this.log.push(line)
    await this.gate
    return this.failing ? fail('diskFull') : ok(work())
  }
}

let shelf: Shelf
let store: HighlightStore
const shown = () => store.snapshot().map(({ key, id, color, note }) => [key, id, color, note])
const passage = { start: 4, end: 9, quote: 'quote', color: 'blue' as const }

beforeEach(() => {
  shelf = new Shelf()
  shelf.records.set('ID0', record('ID0', 20, 30, { note: 'first' }))
  store = new HighlightStore(shelf.calls, article, [...shelf.records.values()])
})

describe('HighlightStore', () => {
  it('paints a new highlight at once, in its place, and gives it its id when it is stored', async () => {
    const { stored } = store.add(passage)
    expect(shown()).toEqual([
      ['new-1', null, 'blue', ''],
      ['ID0', 'ID0', 'yellow', 'first'],
    ])
    expect(await stored).toBeNull()
    expect(shown()[0]).toEqual(['new-1', 'ID1', 'blue', ''])
  })

  it('takes a refused highlight back and says why', async () => {
    shelf.failing = true
    const { stored } = store.add(passage)
    expect(store.snapshot()).toHaveLength(2)
    expect((await stored)?.code).toBe('diskFull')
    expect(store.snapshot()).toHaveLength(1)
    expect(await store.undo()).toBe(false)
  })

  it('holds back what is done to a highlight until it has an id, and keeps the order', async () => {
    let open = (): void => {}
    shelf.gate = new Promise((resolve) => {
      open = resolve
    })
    const { key } = store.add(passage)
    const first = store.update(key, { note: 'a' })
    const second = store.update(key, { note: 'ab' })
    expect(shelf.log).toEqual(['add'])
    expect(store.get(key)?.note).toBe('ab')
    open()
    await Promise.all([first, second])
    expect(shelf.log.slice(1)).toEqual(['update ID1 {"note":"a"}', 'update ID1 {"note":"ab"}'])
    expect(shelf.records.get('ID1')?.note).toBe('ab')
  })

  it('rolls a refused change back to what the library holds', async () => {
    shelf.failing = true
    const outcome = store.update('ID0', { color: 'red' })
    expect(store.get('ID0')?.color).toBe('red')
    expect((await outcome)?.code).toBe('diskFull')
    expect(store.get('ID0')?.color).toBe('yellow')
  })

  it('keeps the text of a note that could not be written, also from what others write, until it is', async () => {
    shelf.failing = true
    expect((await store.update('ID0', { note: 'typed in vain' }))?.code).toBe('diskFull')
    store.reconcile([...shelf.records.values()])
    expect(store.get('ID0')).toMatchObject({ note: 'typed in vain', unsaved: { code: 'diskFull' } })
    store.retry()
    await expect.poll(() => shelf.log.length).toBe(2)
    shelf.failing = false
    await expect
      .poll(() => {
        store.retry()
        return store.get('ID0')?.unsaved
      })
      .toBeNull()
    expect(shelf.records.get('ID0')?.note).toBe('typed in vain')
    await store.undo()
    expect(store.get('ID0')?.note).toBe('first')
  })

  it('shows an unwritten note again when the article is opened again', async () => {
    const drafts = new Map()
    const before = new HighlightStore(shelf.calls, article, [...shelf.records.values()], drafts)
    shelf.failing = true
    await before.update('ID0', { note: 'typed in vain' })
    const after = new HighlightStore(shelf.calls, article, [...shelf.records.values()], drafts)
    expect(after.get('ID0')).toMatchObject({ note: 'typed in vain', unsaved: { code: 'diskFull' } })
    shelf.failing = false
    after.retry()
    await expect.poll(() => drafts.size).toBe(0)
    expect(shelf.records.get('ID0')?.note).toBe('typed in vain')
  })

  it('brings a highlight back when it cannot be deleted', async () => {
    shelf.failing = true
    const outcome = store.remove('ID0')
    expect(store.snapshot()).toHaveLength(0)
    expect((await outcome)?.code).toBe('diskFull')
    expect(store.snapshot()).toHaveLength(1)
  })

  it('undoes and redoes every kind of act, in order, under the same id', async () => {
    const { key, stored } = store.add(passage)
    await stored
    await store.update(key, { color: 'green' })
    await store.update(key, { tags: ['mer'] })
    await store.remove(key)
    expect(store.get(key)?.deleted).toBe(true)
    await store.undo()
    expect(store.get(key)).toMatchObject({ deleted: false, color: 'green', tags: ['mer'] })
    await store.undo()
    await store.undo()
    expect(store.get(key)).toMatchObject({ color: 'blue', tags: [] })
    await store.undo()
    expect(store.snapshot().map((item) => item.key)).toEqual(['ID0'])
    expect(await store.undo()).toBe(false)
    for (let step = 0; step < 3; step += 1) await store.redo()
    expect(store.get(key)).toMatchObject({ id: 'ID1', deleted: false, color: 'green', tags: ['mer'] })
    expect(shelf.records.size).toBe(2)
  })

  it('undoes one sitting at a note as one step', async () => {
    for (const note of ['n', 'no', 'not', 'note']) await store.update('ID0', { note }, { merge: 'sitting-1' })
    await store.update('ID0', { note: 'later' }, { merge: 'sitting-2' })
    await store.undo()
    expect(store.get('ID0')?.note).toBe('note')
    await store.undo()
    expect(store.get('ID0')?.note).toBe('first')
    await store.redo()
    expect(store.get('ID0')?.note).toBe('note')
  })

  it('keeps a step that could not be undone', async () => {
    await store.update('ID0', { color: 'red' })
    shelf.failing = true
    expect(await store.undo()).toMatchObject({ code: 'diskFull' })
    expect(store.get('ID0')?.color).toBe('red')
    shelf.failing = false
    expect(await store.undo()).toBeNull()
    expect(store.get('ID0')?.color).toBe('yellow')
  })

  it('takes over what another program wrote, and nothing of what is under way here', async () => {
    let open = (): void => {}
    shelf.gate = new Promise((resolve) => {
      open = resolve
    })
    const { stored } = store.add(passage)
    const own = store.update('ID0', { note: 'mine' })
    store.reconcile([record('ID0', 20, 30, { note: 'theirs' }), record('ID7', 1, 2)])
    expect(shown().map(([key, , , note]) => [key, note])).toEqual([
      ['ID7', ''],
      ['new-1', ''],
      ['ID0', 'mine'],
    ])
    open()
    await Promise.all([stored, own])
    store.reconcile([...shelf.records.values()])
    expect(shown().map(([key]) => key)).toEqual(['new-1', 'ID0'])
  })

  it('lists those without a place last and tells of a change only when there is one', () => {
    const lost = record('ID5', 0, 0, { anchor: { status: 'lost' } })
    let told = 0
    store.subscribe(() => {
      told += 1
    })
    store.reconcile([lost, record('ID0', 20, 30)])
    expect(store.snapshot().map((item) => item.key)).toEqual(['ID0', 'ID5'])
    expect(told).toBe(1)
  })
})
