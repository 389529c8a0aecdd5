import { expect, test } from 'vitest'
import type { ReaderApi } from '../../../main/core/contract.ts'
import { ok } from '../../../main/core/result.ts'
import { countWrites } from '../../../renderer/reader/useOwnWrites.ts'

function create() {
  const clock = { now: 1000 }
  const answers: (() => void)[] = []
  const call = () => new Promise((settle) => answers.push(() => settle(ok({ progress: 0 }))))
  const own = countWrites({ setReadingPosition: call } as unknown as ReaderApi, () => clock.now)
  const write = () => own.writer.setReadingPosition({ id: 'x', position: { block: 0, offset: 0 }, progress: 0 })
  return { clock, answers, own, write }
}

test('one announcement for each write is its own; any more is somebody else’s', async () => {
  const { clock, answers, own, write } = create()
  expect(own.isOwn()).toBe(false)
  const first = write()
  const second = write()
  expect([own.isOwn(), own.isOwn(), own.isOwn()]).toEqual([true, true, false])
  for (const answer of answers) answer()
  await Promise.all([first, second])
  expect(own.writing()).toBe(true)
  clock.now += 1000
  expect(own.writing()).toBe(false)
  expect(own.isOwn()).toBe(false)
})

test('the announcement may come a moment after the answer', async () => {
  const { clock, answers, own, write } = create()
  const done = write()
  answers[0]?.()
  await done
  clock.now += 100
  expect([own.isOwn(), own.isOwn()]).toEqual([true, false])
})

test('a write that was never announced excuses nothing later', async () => {
  const { clock, answers, own, write } = create()
  const done = write()
  answers[0]?.()
  await done
  clock.now += 1000
  void write()
  expect([own.isOwn(), own.isOwn()]).toEqual([true, false])
})
