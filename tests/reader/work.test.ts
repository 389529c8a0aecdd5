import { describe, expect, test } from 'vitest'
import { PostilError } from '../../main/core/result.ts'
import { createEmitter } from '../../main/reader/events.ts'
import { createTasks } from '../../main/reader/tasks.ts'
import { createTurns } from '../../main/reader/turns.ts'

const gate = () => {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open: () => open() }
}

describe('turns', () => {
  test('work under one key runs in order, under another beside it; a failure holds nobody up', async () => {
    const turns = createTurns()
    const order: string[] = []
    const first = gate()
    const a = turns.take('x', async () => {
      await first.opened
      order.push('a')
      throw new Error('a failed')
    })
    const b = turns.take('x', async () => void order.push('b'))
    await turns.take('y', async () => void order.push('c'))
    first.open()
    await expect(a).rejects.toThrow('a failed')
    await b
    expect(order).toEqual(['c', 'a', 'b'])
  })

  test('whoever waits can be stopped, and then never begins', async () => {
    const turns = createTurns()
    const first = gate()
    const controller = new AbortController()
    let began = false
    const a = turns.take('x', () => first.opened)
    const b = turns.take(
      'x',
      async () => {
        began = true
      },
      controller.signal,
    )
    controller.abort(new PostilError('cancelled'))
    await expect(b).rejects.toMatchObject({ code: 'cancelled' })
    first.open()
    await a
    await turns.take('x', async () => {})
    expect(began).toBe(false)
  })
})

describe('tasks', () => {
  const heard: unknown[] = []
  const { on, emit } = createEmitter((thrown) => heard.push(thrown))

  test('progress carries the name; work without one is quiet', async () => {
    const tasks = createTasks(emit)
    const progress: unknown[] = []
    const end = on('progress', (data) => progress.push(data))
    await tasks.run('t', async (work) => work.progress('step', 1, null))
    await tasks.run(undefined, async (work) => work.progress('step', 1, null))
    end()
    expect(progress).toEqual([{ task: 't', step: 'step', done: 1, total: null }])
  })

  test('stopping one name leaves the others alone, and whatever breaks then is “cancelled”', async () => {
    const tasks = createTasks(emit)
    const hold = gate()
    const stopped = tasks.run('a', async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve))
      throw new Error('socket hang up')
    })
    const other = tasks.run('b', async () => {
      await hold.opened
      return 'done'
    })
    expect(tasks.cancel('a')).toBe(true)
    await expect(stopped).rejects.toMatchObject({ code: 'cancelled' })
    expect(tasks.cancel('a')).toBe(false)
    hold.open()
    expect(await other).toBe('done')
  })

  test('a listener that throws is reported and keeps nobody from hearing', () => {
    const got: unknown[] = []
    const ends = [
      on('libraryChanged', () => {
        throw new Error('a bad listener')
      }),
      on('libraryChanged', (data) => got.push(data)),
    ]
    emit('libraryChanged', { ids: null })
    for (const end of ends) end()
    expect(got).toEqual([{ ids: null }])
    expect(heard).toHaveLength(1)
  })
})
