/**
 * JSON with every object's keys in order, so that two values are the same exactly where their texts are; numbers and
 * strings as `JSON.stringify` writes them (compare RFC 8785). A field that is undefined is none.
 */
export function canonicalJSON(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => (isRecord(inner) ? inOrder(inner) : inner)) ?? 'null'
}

/** Whether two records say the same, whatever the order of their fields. */
export function sameRecord(one: unknown, other: unknown): boolean {
  return one === other || canonicalJSON(one) === canonicalJSON(other)
}

/** Negative, 0 or positive; by UTF-16 code units, as no language orders them. */
export function compareText(one: string, other: string): number {
  if (one === other) return 0
  return one < other ? -1 : 1
}

function inOrder(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).sort(([one], [other]) => compareText(one, other)))
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
