import { ok, type Result } from '../../main/core/result.ts'

/** As many ids as a call of the contract takes. */
export const mostIds = 10_000

export function chunked(ids: readonly string[]): readonly (readonly string[])[] {
  const parts = Math.ceil(ids.length / mostIds)
  return Array.from({ length: parts }, (_, part) => ids.slice(part * mostIds, (part + 1) * mostIds))
}

/** One call after another. The first error ends it; what is done stays done. */
export async function inTurn<P, T>(
  parts: readonly P[],
  call: (part: P) => Promise<Result<T>>,
): Promise<Result<readonly T[]>> {
  const answers: T[] = []
  for (const part of parts) {
    const answer = await call(part)
    if (!answer.ok) return answer
    answers.push(answer.value)
  }
  return ok(answers)
}

/** A call about more articles than it takes at once, a part at a time. */
export function inChunks<T>(
  ids: readonly string[],
  call: (ids: string[]) => Promise<Result<T>>,
): Promise<Result<readonly T[]>> {
  return inTurn(chunked(ids), (part) => call([...part]))
}
