import { compareText } from './canonical.ts'

/** As times, not as text: another writer may have left the milliseconds off. What is no time is before all times. */
export function timeOf(value: unknown): number {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  return Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time
}

/** Orders times; the same moment written in two ways by its text, so that there always is one order. */
export function compareTimes(one: string, other: string): number {
  const [left, right] = [timeOf(one), timeOf(other)]
  return left === right ? compareText(one, other) : left - right
}

export function laterOf(one: string, other: string): string {
  return compareTimes(one, other) < 0 ? other : one
}

export function earlierOf(one: string, other: string): string {
  return compareTimes(one, other) < 0 ? one : other
}

/** The latest of those that are given. */
export function latest(...times: readonly (string | undefined)[]): string | undefined {
  return times.reduce((last, time) => (last === undefined || time === undefined ? (last ?? time) : laterOf(last, time)))
}
