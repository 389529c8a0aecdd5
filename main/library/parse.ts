import { hash } from 'node:crypto'
import { z } from 'zod'
import { PostilError } from '../core/result.ts'

/** The bytes are not what they should be; `message` says in what way, for the one who looks into it. */
export class Damage extends Error {}

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

/**
 * From a record file's bytes to the record, brought to today's version; unknown fields stay. Throws Damage, or `libraryNewer` where a newer Postil
 * wrote the record: such a file is sound, and must not be set aside.
 */
export function parseRecord<T>(
  bytes: Uint8Array,
  schema: z.ZodType<T>,
  version: number,
  migrate: (value: unknown) => unknown = (value) => value,
): T {
  const value = migrate(parseJSON(bytes))
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
