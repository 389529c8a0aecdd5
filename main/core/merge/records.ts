import { canonicalJSON, compareText, sameRecord } from './canonical.ts'
import { earlierOf, laterOf, latest, timeOf } from './times.ts'

/** What articles and highlights have in common. Times are ISO 8601 in UTC. */
export interface Mergeable {
  readonly createdAt: string
  readonly updatedAt: string
  readonly deletedAt?: string | undefined
  readonly restoredAt?: string | undefined
  /** When each part was last changed; a part that is not named is as it was at `createdAt`. */
  readonly changedAt: Readonly<Record<string, unknown>>
  readonly [field: string]: unknown
}

/** How the fields of a kind of record merge. */
export interface Plan<T> {
  /** The fields of each part that has a time of its own. */
  readonly parts: Readonly<Record<string, readonly string[]>>
  /** Fields of which both copies' count. */
  readonly united?: Readonly<Record<string, (one: T, two: T) => unknown>>
}

const times: ReadonlySet<string> = new Set(['createdAt', 'updatedAt', 'deletedAt', 'restoredAt', 'changedAt'])

/**
 * One record from two copies of it that were changed apart:
 *
 * - of each part the one that was changed later; at the same time, the one with the greater canonical JSON
 * - it is dead where the last deletion is later than the last return: an edit elsewhere undoes no deletion
 * - every other field is that of the copy that was changed last (at the same time: the greater canonical JSON)
 *
 * Commutative, associative and idempotent, so that any number of copies end in the same record, in whatever order they
 * meet (a join over last-writer-wins registers: https://inria.hal.science/inria-00555588, sections 3.1 and 3.2).
 * Answers `own` itself where it already says what comes out.
 */
export function mergeRecords<T extends Mergeable>(own: T, other: T, plan: Plan<T>): T {
  if (sameRecord(own, other)) return own
  const { parts, united = {} } = plan
  const [one, two] = [explained(own, plan), explained(other, plan)]
  const apart = new Set([...times, ...Object.values(parts).flat(), ...Object.keys(united)])
  const { deletedAt: _deleted, restoredAt: _restored, ...rest } = lastChanged(one, two, apart)
  const createdAt = earlierOf(one.createdAt, two.createdAt)
  const merged = {
    ...rest,
    createdAt,
    updatedAt: laterOf(one.updatedAt, two.updatedAt),
    ...lifeOf(one, two),
    changedAt: changesOf(one, two, Object.keys(parts), createdAt),
    ...Object.assign({}, ...Object.entries(parts).map(([part, fields]) => partOf(one, two, part, fields))),
    ...Object.fromEntries(Object.entries(united).map(([field, unite]) => [field, unite(one, two)])),
  } as T
  return sameRecord(merged, own) ? own : merged
}

/**
 * A record whose `updatedAt` is later than all that its own times tell was changed by somebody who knows nothing of
 * times: all of it counts as changed then. And one that came back is not deleted.
 */
export function explained<T extends Mergeable>(record: T, { parts }: Plan<T>): T {
  const { createdAt, updatedAt, deletedAt, restoredAt, changedAt } = record
  const named = Object.values(changedAt).filter((time) => typeof time === 'string')
  const told = Math.max(...[createdAt, deletedAt, restoredAt, ...named].map(timeOf))
  const changes =
    timeOf(updatedAt) > told
      ? { changedAt: { ...changedAt, ...Object.fromEntries(Object.keys(parts).map((part) => [part, updatedAt])) } }
      : {}
  const back = deletedAt !== undefined && restoredAt !== undefined && timeOf(deletedAt) <= timeOf(restoredAt)
  if (!back) return { ...record, ...changes }
  const { deletedAt: _, ...living } = record
  return { ...living, ...changes } as T
}

/** No part is older than the record. */
function timeOfPart(record: Mergeable, part: string): string {
  const named = record.changedAt[part]
  return typeof named === 'string' ? laterOf(named, record.createdAt) : record.createdAt
}

/** The fields of a part, of whoever changed it later. */
function partOf(one: Mergeable, two: Mergeable, part: string, fields: readonly string[]): Record<string, unknown> {
  const pick = (record: Mergeable) => Object.fromEntries(fields.map((field) => [field, record[field]]))
  const [mine, theirs] = [pick(one), pick(two)]
  const order = timeOf(timeOfPart(one, part)) - timeOf(timeOfPart(two, part))
  const later = order || compareText(canonicalJSON(mine), canonicalJSON(theirs))
  return later < 0 ? theirs : mine
}

/** A part's time is written down where one of the two did, and where it is not that of the beginning. */
function changesOf(
  one: Mergeable,
  two: Mergeable,
  parts: readonly string[],
  createdAt: string,
): Record<string, unknown> {
  const known = parts.flatMap((part) => {
    const time = laterOf(timeOfPart(one, part), timeOfPart(two, part))
    const named = one.changedAt[part] !== undefined || two.changedAt[part] !== undefined
    return named || time !== createdAt ? [[part, time] as const] : []
  })
  // The parts of another Postil: of what this one cannot tell, only the order has to be always the same.
  const strange = [...new Set([...Object.keys(one.changedAt), ...Object.keys(two.changedAt)])]
    .filter((name) => !parts.includes(name))
    .map((name) => [name, laterUnknown(one.changedAt[name], two.changedAt[name])] as const)
  return Object.fromEntries([...known, ...strange])
}

function laterUnknown(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other
  const order = timeOf(one) - timeOf(other) || compareText(canonicalJSON(one), canonicalJSON(other))
  return order < 0 ? other : one
}

function lifeOf(one: Mergeable, two: Mergeable): { deletedAt?: string; restoredAt?: string } {
  const deletedAt = latest(one.deletedAt, two.deletedAt)
  const restoredAt = latest(one.restoredAt, two.restoredAt)
  const dead = deletedAt !== undefined && timeOf(deletedAt) > timeOf(restoredAt)
  return { ...(dead && { deletedAt }), ...(restoredAt !== undefined && { restoredAt }) }
}

/** Whose other fields count. Their own text decides a tie, not that of what merges by itself. */
function lastChanged<T extends Mergeable>(one: T, two: T, apart: ReadonlySet<string>): T {
  const others = (record: T) =>
    canonicalJSON(Object.fromEntries(Object.entries(record).filter(([field]) => !apart.has(field))))
  const order = timeOf(one.updatedAt) - timeOf(two.updatedAt) || compareText(others(one), others(two))
  return order < 0 ? two : one
}
