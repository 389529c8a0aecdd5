import type { Problem } from '../../core/contract.ts'
import { PostilError } from '../../core/result.ts'
import { at, type Context, problemOf } from '../context.ts'
import { reasonOf } from '../failures.ts'
import { readOwn } from '../files.ts'

/** What a look at some files came to. */
export class Findings {
  readonly #context: Context
  readonly #told = new Set<string>()
  readonly problems: Problem[] = []
  /** Files that nothing refers to, and such that are no part of a library. */
  readonly unused: string[] = []
  checked = 0

  constructor(context: Context) {
    this.#context = context
  }

  /** Reads a file and looks at it; null where something is wrong with it, or where it may be missing and is. */
  async file<T>(
    path: string,
    look: (bytes: Uint8Array) => T | Promise<T>,
    { optional = false } = {},
  ): Promise<T | null> {
    try {
      const bytes = await readOwn(this.#context.files, at(this.#context, path))
      if (bytes === null) {
        if (!optional) this.missing(path)
        return null
      }
      this.checked++
      if (bytes === 'odd') throw new Error('it is no file of its own')
      return await look(bytes)
    } catch (error) {
      this.report(
        error instanceof PostilError ? error : new PostilError('fileDamaged', { path, reason: reasonOf(error) }),
        path,
      )
      return null
    }
  }

  missing(path: string): void {
    this.report(new PostilError('fileMissing', { path }), path)
  }

  report(error: PostilError, path: string): void {
    this.#take(problemOf(error, path))
  }

  /** Each once, however many miss it. */
  #take(problem: Problem): void {
    const finding = `${problem.code} ${problem.path}`
    if (this.#told.has(finding)) return
    this.#told.add(finding)
    this.problems.push(problem)
  }

  add(other: Findings): void {
    for (const problem of other.problems) this.#take(problem)
    this.unused.push(...other.unused)
    this.checked += other.checked
  }
}
