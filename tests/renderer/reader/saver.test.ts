import { describe, expect, it, vi } from 'vitest'
import { type ErrorData, PostilError, toErrorData } from '../../../main/core/result.ts'
import { NoteSaver, type SaveState } from '../../../renderer/reader/notes/saver.ts'

/** Timers that go off when the test says so. */
function manualTimers() {
  const waiting = new Map<number, () => void>()
  let made = 0
  return {
    set: (work: () => void) => {
      made += 1
      waiting.set(made, work)
      return made
    },
    clear: (timer: number) => void waiting.delete(timer),
    fire: () => {
      for (const [timer, work] of [...waiting]) {
        waiting.delete(timer)
        work()
      }
    },
    size: () => waiting.size,
  }
}

function setUp(save: (text: string) => Promise<ErrorData | null>) {
  const timers = manualTimers()
  const states: string[] = []
  const told = (state: SaveState) => states.push(typeof state === 'string' ? state : state.code)
  return { timers, states, saver: new NoteSaver(save, told, { timers }) }
}

describe('NoteSaver', () => {
  it('writes the last text once, when typing pauses', async () => {
    const save = vi.fn(async () => null)
    const { timers, saver, states } = setUp(save)
    for (const text of ['a', 'ab', 'abc']) saver.edit(text)
    expect(timers.size()).toBe(1)
    timers.fire()
    await saver.flush()
    expect(save.mock.calls).toEqual([['abc']])
    expect(states.at(-1)).toBe('saved')
  })

  it('never writes an untouched note', async () => {
    const save = vi.fn(async () => null)
    const { saver } = setUp(save)
    await saver.flush()
    expect(save).not.toHaveBeenCalled()
  })

  it('writes what was typed while a write was under way after it', async () => {
    let open = (): void => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const written: string[] = []
    const { saver } = setUp(async (text) => {
      await gate
      written.push(text)
      return null
    })
    saver.edit('one')
    const first = saver.flush()
    saver.edit('two')
    const second = saver.flush()
    open()
    await Promise.all([first, second])
    expect(written).toEqual(['one', 'two'])
  })

  it('keeps the text of a failed write and tries again', async () => {
    const error = toErrorData(new PostilError('diskFull'))
    const save = vi.fn<(text: string) => Promise<ErrorData | null>>(async () => null).mockResolvedValueOnce(error)
    const { saver, states } = setUp(save)
    saver.edit('kept')
    await saver.flush()
    expect(states.at(-1)).toBe('diskFull')
    await saver.flush()
    expect(save.mock.calls).toEqual([['kept'], ['kept']])
    expect(states.at(-1)).toBe('saved')
  })

  it('writes a text that was unsaved before, once it is asked to', async () => {
    const save = vi.fn(async () => null)
    const states: string[] = []
    const saver = new NoteSaver(save, (state) => states.push(String(state)), {
      timers: manualTimers(),
      unsaved: 'from before',
    })
    expect(save).not.toHaveBeenCalled()
    await saver.flush()
    await saver.flush()
    expect(save.mock.calls).toEqual([['from before']])
    expect(states.at(-1)).toBe('saved')
  })
})
