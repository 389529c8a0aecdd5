import { believedCanonical } from '../url.ts'

/**
 * The address that the page gives itself, if it is plausible: see `believedCanonical`.
 * @param candidates in order of trust, as they are written
 */
export function declaredAddress(candidates: readonly (string | null)[], url: string | null): string | null {
  for (const candidate of candidates) {
    const believed = candidate ? believedCanonical(candidate, url) : null
    if (believed !== null) return believed
  }
  return null
}
