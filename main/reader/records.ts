export { buried, changeTime, revived, touched } from '../core/model/changes.ts'

/** Each tag once, as it was first written; letters' case and accents' composition don't make another tag. */
export function uniqueTags(tags: readonly string[]): string[] {
  const seen = new Map<string, string>()
  for (const tag of tags) {
    const key = tag.normalize('NFC').toLowerCase()
    if (!seen.has(key)) seen.set(key, tag.normalize('NFC'))
  }
  return [...seen.values()]
}
