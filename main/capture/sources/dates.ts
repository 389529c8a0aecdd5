import { normaliseDate } from '../metadata/dates.ts'

/** A date that a file states: as pages state them, and the bare years and months of books. */
export function statedDate(text: string | null | undefined): string | undefined {
  const plain = text?.trim() ?? ''
  return /^[12]\d{3}(?:-(?:0[1-9]|1[0-2]))?$/.test(plain) ? plain : (normaliseDate(plain) ?? undefined)
}
