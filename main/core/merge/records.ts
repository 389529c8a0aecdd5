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
 * - every other field, known or not, is that of the copy that was changed later and has it at all; where that is not the
 *   copy that was changed last, `changedAt` says under the field's name of when it is
 *
 * Commutative, associative and idempotent, so that any number of copies end in the same record, in whatever order they
 * meet (a join over last-writer-wins registers: https://inria.hal.science/inria-00555588, sections 3.1 and 3.2).
 * Answers `kept` itself where it already says what comes out.
 */
export function mergeRecords<T extends Mergeable>(kept: T, other: T, plan: Plan<T>): T {
  if (sameRecord(kept, other)) return kept
  const { parts, united = {} } = plan
  const [one, two] = [explained(kept, plan), explained(other, plan)]
  const apart = new Set([...times, ...Object.values(parts).flat(), ...Object.keys(united)])
  const createdAt = earlierOf(one.createdAt, two.createdAt)
  const updatedAt = laterOf(one.updatedAt, two.updatedAt)
  const others = othersOf(one, two, apart)
  const merged = {
    ...Object.fromEntries(others.map(({ field, value }) => [field, value])),
    createdAt,
    updatedAt,
    ...lifeOf(one, two),
    changedAt: {
      ...changesOf(one, two, Object.keys(parts), createdAt, others),
      ...Object.fromEntries(others.flatMap(({ field, time }) => (time === updatedAt ? [] : [[field, time]]))),
    },
    ...Object.assign({}, ...Object.entries(parts).map(([part, fields]) => partOf(one, two, part, fields))),
    ...Object.fromEntries(Object.entries(united).map(([field, unite]) => [field, unite(one, two)])),
  } as T
  return sameRecord(merged, kept) ? kept : merged
}

/**
 * A record whose `updatedAt` is later than all that its own times tell was changed by somebody who knows nothing of
 * times: all of it counts as changed then. And one that came back is not deleted.
 */
export function explained<T extends Mergeable>(record: T, { parts }: Plan<T>): T {
  const { createdAt, updatedAt, deletedAt, restoredAt, changedAt } = record
  const named = Object.keys(parts).map((part) => changedAt[part])
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
  const pick = (record: Mergeable) =>
    Object.fromEntries(fields.flatMap((field) => (Object.hasOwn(record, field) ? [[field, record[field]]] : [])))
  const [mine, theirs] = [pick(one), pick(two)]
  const order = timeOf(timeOfPart(one, part)) - timeOf(timeOfPart(two, part))
  const later = order || compareText(canonicalJSON(mine), canonicalJSON(theirs))
  return later < 0 ? theirs : mine
}

interface Field {
  readonly field: string
  readonly value: unknown
  readonly time: string
}

/** The fields that belong to no part, each with its time. Nobody's field is lost. */
function othersOf(one: Mergeable, two: Mergeable, apart: ReadonlySet<string>): Field[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(two)])].filter((name) => !apart.has(name))
  return names.flatMap((field) => {
    const [mine, theirs] = [fieldOf(one, field), fieldOf(two, field)]
    if (!mine || !theirs) return mine ?? theirs ?? []
    const order = timeOf(mine.time) - timeOf(theirs.time)
    const later = order || compareText(canonicalJSON(mine.value), canonicalJSON(theirs.value))
    return { field, value: (later < 0 ? theirs : mine).value, time: laterOf(mine.time, theirs.time) }
  })
}

function fieldOf(record: Mergeable, field: string): Field | null {
  const value = own(record, field)
  const named = own(record.changedAt, field)
  return value === undefined ? null : { field, value, time: typeof named === 'string' ? named : record.updatedAt }
}

/** A part's time is written down where one of the two did, and where it is not that of the beginning. */
function changesOf(
  one: Mergeable,
  two: Mergeable,
  parts: readonly string[],
  createdAt: string,
  others: readonly Field[],
): Record<string, unknown> {
  const known = parts.flatMap((part) => {
    const time = laterOf(timeOfPart(one, part), timeOfPart(two, part))
    const named = one.changedAt[part] !== undefined || two.changedAt[part] !== undefined
    return named || time !== createdAt ? [[part, time] as const] : []
  })
  // The parts of another Postil: of what this one cannot tell, only the order has to be always the same.
  const told = new Set([...parts, ...others.map(({ field }) => field)])
  const strange = [...new Set([...Object.keys(one.changedAt), ...Object.keys(two.changedAt)])]
    .filter((name) => !told.has(name))
    .map((name) => [name, laterUnknown(own(one.changedAt, name), own(two.changedAt, name))] as const)
  return Object.fromEntries([...known, ...strange])
}

function laterUnknown(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other
  const order = timeOf(one) - timeOf(other) || compareText(canonicalJSON(one), canonicalJSON(other))
  return order < 0 ? other : one
}

/** Not what every object inherits: a field may be named `constructor`. */
function own(record: Readonly<Record<string, unknown>>, field: string): unknown {
  return Object.hasOwn(record, field) ? record[field] : undefined
}

function lifeOf(one: Mergeable, two: Mergeable): { deletedAt?: string; restoredAt?: string } {
  const deletedAt = latest(one.deletedAt, two.deletedAt)
  const restoredAt = latest(one.restoredAt, two.restoredAt)
  const dead = deletedAt !== undefined && timeOf(deletedAt) > timeOf(restoredAt)
  return { ...(dead && { deletedAt }), ...(restoredAt !== undefined && { restoredAt }) }
}
