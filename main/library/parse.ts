import { hash } from 'node:crypto'
import { z } from 'zod'
import { PostilError } from '../core/result.ts'
import { encodeJSON } from './durable-json.ts'
import { withoutFlip, withoutSum } from './sum.ts'

/** The bytes are not what they should be; `message` says in what way, for the one who looks into it. */
export class Damage extends Error {}

/** A single bit of a record's file is not what it was written as; `mended` are the bytes as they were written. */
export class Flipped extends Damage {
  readonly mended: Uint8Array

  constructor(mended: Uint8Array) {
    super('one bit of it has flipped')
    this.mended = mended
  }
}

/** The bytes of a record file before one bit of it flipped, where its sum tells so; else null. */
export function mendedBytes(bytes: Uint8Array): Uint8Array | null {
  const mended = withoutFlip(bytes)
  if (mended === null) return null
  try {
    // Exactly what Postil wrote: by this, a change that somebody else made is not taken for a flipped bit.
    return Buffer.compare(encodeJSON(parseJSON(mended)), mended) === 0 ? mended : null
  } catch {
    return null
  }
}

/** What `parse` answers, also where it has to be given the bytes from before a flip; these are `mended`, else null. */
export function parseMended<T>(
  bytes: Uint8Array,
  parse: (bytes: Uint8Array) => T,
): { readonly value: T; readonly mended: Uint8Array | null } {
  try {
    return { value: parse(bytes), mended: null }
  } catch (error) {
    if (!(error instanceof Flipped)) throw error
    return { value: parse(error.mended), mended: error.mended }
  }
}

export function sha256(bytes: Uint8Array): string {
  return hash('sha256', bytes)
}

/** From bytes to JSON; throws Damage. Strict UTF-8: a flipped bit in a letter counts as damage. */
export function parseJSON(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new Damage('the file is empty')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new Damage('not JSON')
  }
}

/** From a record file's bytes to what is in it, without its sum. Throws Damage, and of it Flipped. */
export function parseSummed(bytes: Uint8Array): unknown {
  const mended = mendedBytes(bytes)
  if (mended !== null) throw new Flipped(mended)
  const value = parseJSON(bytes)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? withoutSum(value) : value
}

/**
 * From a record file's bytes to the record, brought to today's version; unknown fields stay. Throws Damage, of which
 * Flipped can be made good, or `libraryNewer` where a newer Postil wrote the record: such a file is sound, and must not
 * be set aside.
 */
export function parseRecord<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  version: number,
  migrate: (value: unknown) => unknown = (value) => value,
): T {
  const value = migrate(parseSummed(bytes))
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const newer = newerVersion(value, parsed.error.issues, version)
  if (newer !== null) throw new PostilError('libraryNewer', { format: newer })
  const [issue] = parsed.error.issues
  throw new Damage(`${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'does not fit'}`)
}

function newerVersion(value: unknown, issues: readonly z.core.$ZodIssue[], ours: number): number | null {
  for (const issue of issues) {
    if (issue.path.at(-1) !== 'version') continue
    const found = z.number().int().safeParse(valueAt(value, issue.path))
    if (found.success && found.data > ours) return found.data
  }
  return null
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    value,
  )
}
