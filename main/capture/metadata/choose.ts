/** Which source a fact was taken from, for those who ask why. */
export interface Told {
  readonly fact: string
  readonly value: string
  readonly source: string
}

/** A source by its name, and what it says. */
export type Source = readonly [name: string, read: () => string | null | undefined]

/** Asks sources in order of trust; the first that answers is believed. Notes in `told` which one it was. */
export function choose(fact: string, sources: readonly Source[], told: Told[]): string | null {
  for (const [source, read] of sources) {
    const value = read()
    if (value === null || value === undefined || value === '') continue
    told.push({ fact, value, source })
    return value
  }
  return null
}
