import { setImmediate as turn } from 'node:timers/promises'

/** Awaited between two pieces of long work; gives way to whatever else waits once the work has had its share. */
export type Pace = () => Promise<void>

/** Milliseconds of work between two looks at what else there is: a window notices nothing of it. */
const SHARE = 12

export function createPace(share = SHARE): Pace {
  let begun = performance.now()
  return async () => {
    if (performance.now() - begun < share) return
    await turn()
    begun = performance.now()
  }
}
