/** What waits, site by site, so that no site is asked for too much at once and none has to wait for another. */
export interface Lanes {
  /** Puts an item at the end of its site's line, or before all others. */
  push(index: number, host: string | null, first?: boolean): void
  /** The next item that may begin now, which it then does; null where none may. */
  take(now: number): number | null
  /** An item that was taken has ended; `free`: nobody was asked for anything, so that the next one need not wait. */
  release(host: string | null, free: boolean, now: number): void
  /** Leaves a site alone until then. */
  hold(host: string | null, until: number): void
  /** When something that waits for nothing but the time may begin; null where nothing does. */
  nextTime(): number | null
  /** Takes all away that waits. */
  clear(): number[]
}

interface Lane {
  readonly waiting: number[]
  running: number
  /** Not before. */
  next: number
}

/** The reader's own machine needs no mercy. */
const OWN = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/

/** @param perHost how many of one site at once @param pause milliseconds between two beginnings of one site */
export function createLanes(perHost: number, pause: number): Lanes {
  const lanes = new Map<string, Lane>()
  const keyOf = (host: string | null) => host ?? ''
  const isFree = (key: string) => key === '' || OWN.test(key)
  const laneOf = (host: string | null): Lane => {
    const key = keyOf(host)
    const known = lanes.get(key)
    if (known) return known
    const lane = { waiting: [], running: 0, next: Number.NEGATIVE_INFINITY }
    lanes.set(key, lane)
    return lane
  }
  const hasRoom = (key: string, lane: Lane) => lane.waiting.length > 0 && (key === '' || lane.running < perHost)

  return {
    push(index, host, first = false) {
      const { waiting } = laneOf(host)
      if (first) waiting.unshift(index)
      else waiting.push(index)
    },
    take(now) {
      // The earliest given of all that may begin: things end more or less in the order in which they were given.
      let best: [key: string, lane: Lane, index: number] | null = null
      for (const [key, lane] of lanes) {
        const [index] = lane.waiting
        if (index === undefined || !hasRoom(key, lane) || lane.next > now) continue
        if (best === null || index < best[2]) best = [key, lane, index]
      }
      if (best === null) return null
      const [key, lane, index] = best
      lane.waiting.shift()
      lane.running += 1
      if (!isFree(key)) lane.next = Math.max(lane.next, now + pause)
      return index
    },
    release(host, free, now) {
      const lane = laneOf(host)
      lane.running -= 1
      if (free) lane.next = Math.min(lane.next, now)
      if (lane.waiting.length === 0 && lane.running === 0 && lane.next <= now) lanes.delete(keyOf(host))
    },
    hold(host, until) {
      const lane = laneOf(host)
      if (host !== null) lane.next = Math.max(lane.next, until)
    },
    nextTime() {
      let next: number | null = null
      for (const [key, lane] of lanes) if (hasRoom(key, lane)) next = Math.min(next ?? lane.next, lane.next)
      return next
    },
    clear: () => [...lanes.values()].flatMap(({ waiting }) => waiting.splice(0)),
  }
}
