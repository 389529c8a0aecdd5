import type { Spot } from './collect.ts'

/** Where the article's head is, in characters of the page's text; what stands there speaks of this article. */
export interface Place {
  /** Where the title stands. */
  readonly title: number
  readonly from: number
  readonly to: number
}

const BEFORE = 250
const AFTER = 700

/** Around a title at `title`; the whole page where no heading says the title. */
export function placeOf(title: number | null): Place {
  return title === null
    ? { title: 0, from: 0, to: Number.POSITIVE_INFINITY }
    : { title, from: title - BEFORE, to: title + AFTER }
}

/** How far a spot is from the title; what comes before it counts as farther, what stands elsewhere as farthest. */
function distance({ at, elsewhere }: Spot, place: Place): number {
  const away = at >= place.title ? at - place.title : (place.title - at) * 2 + 50
  return away + (elsewhere ? 100_000 : 0)
}

/** The spot that most likely speaks of the article: the nearest to its title. */
export function nearest<T extends Spot>(spots: readonly T[], place: Place): T | null {
  let best: T | null = null
  for (const spot of spots) if (best === null || distance(spot, place) < distance(best, place)) best = spot
  return best
}

export function isNear({ at, elsewhere }: Spot, place: Place): boolean {
  return !elsewhere && at >= place.from && at <= place.to
}
