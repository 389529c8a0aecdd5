import { describe, expect, it } from 'vitest'
import { createSettling, type Sample } from '../../../main/electron/render/settle.ts'

/** Runs through what a page shows, every 100 ms; the last sample goes on. Answers when it was scrolled and taken. */
function run(samples: (at: number) => Partial<Sample>, patience = 24_000): Record<string, number> {
  const see = createSettling(0, patience)
  const events: Record<string, number> = {}
  for (let now = 0; now <= 60_000; now += 100) {
    const next = see({ text: 0, begun: true, pending: 0, ...samples(now) }, now)
    if (next !== 'wait') events[next] ??= now
    if (next === 'take') break
  }
  return events
}

describe('a page has settled', () => {
  it('not while it was gone through, however long that took', () => {
    const see = createSettling(0, 24_000)
    const sample = { text: 5000, begun: true, pending: 0 }
    const looks = [0, 1000, 6000, 6500, 6600].map((now) => see(sample, now))
    expect(looks).toEqual(['wait', 'scroll', 'wait', 'wait', 'take'])
  })

  it('a second after its text has stopped growing, and once more after it was gone through', () => {
    expect(run((at) => ({ text: Math.min(at, 2000) }))).toEqual({ scroll: 3000, take: 3700 })
  })

  it('later where requests are under way, since they may bring more', () => {
    const { scroll = 0 } = run((at) => ({ text: Math.min(at, 2000), pending: 1 }))
    expect(scroll).toBe(4500)
  })

  it('later still where there is hardly any text', () => {
    expect(run(() => ({ text: 100 })).scroll).toBe(3000)
    expect(run(() => ({ text: 100, pending: 1 })).scroll).toBe(8000)
    expect(run((at) => ({ text: at < 6000 ? 20 : 5000, pending: at < 6000 ? 1 : 0 }))).toEqual({
      scroll: 7000,
      take: 7700,
    })
  })

  it('not before its HTML is here', () => {
    expect(run((at) => ({ text: 5000, begun: at >= 10_000 })).scroll).toBe(10_900)
  })

  it('with what being seen has brought', () => {
    const lazy = run((at) => ({ text: at < 1500 ? 5000 : 9000 }))
    expect(lazy).toEqual({ scroll: 1000, take: 2100 })
  })

  it('though a clock in it ticks', () => {
    expect(run((at) => ({ text: 5000 - ((at / 100) % 7) }))).toEqual({ scroll: 1000, take: 1700 })
  })

  it('when patience has ended, whatever it does', () => {
    expect(run((at) => ({ text: at }))).toEqual({ take: 24_000 })
    expect(run(() => ({ begun: false }))).toEqual({ take: 24_000 })
  })
})
