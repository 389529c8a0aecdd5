/** A measured figure; lower is better. `goal` null: printed for orientation, judged by nobody. */
export interface Figure {
  readonly figure: string
  readonly value: number
  readonly goal: number | null
  readonly unit?: string
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** Milliseconds that `work` takes. */
export async function time(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The value that a share `q` of them does not go beyond (nearest rank). */
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
}

export const p95 = (values: readonly number[]): number => quantile(values, 0.95)

/** Tells how far a bench is, beside its figures. */
export function say(text: string): void {
  console.error(`  ${text}`)
}
