import type { Problem } from '../core/contract.ts'
import { PostilError } from '../core/result.ts'
import type { Files } from './files.ts'
import { absolute } from './layout.ts'
import type { Lock } from './lock.ts'
import type { MediaUses } from './media-uses.ts'

/** What every part of an open library needs. */
export interface Context {
  readonly files: Files
  /** Absolute path of the library's folder. */
  readonly root: string
  readonly readOnly: boolean
  /** What a write is answered where it is not simply that the folder can only be read. */
  readonly whyReadOnly?: PostilError
  /** Null where nothing is written. */
  readonly lock: Lock | null
  readonly clock: () => Date
  readonly problems: Problems
  readonly mediaUses: MediaUses
  /** Articles (and `''`, the library's own files) with copies that were left, since they may still be being written. */
  readonly unfinished: Set<string>
  /** Documents (`id/hash`) of which another one took the place since the library was opened: its hash. */
  readonly replaced: Map<string, string>
}

export function at(context: Pick<Context, 'root'>, path: string): string {
  return absolute(context.root, path)
}

/** Throws `libraryReadOnly`, or what else keeps this process from writing: `libraryNewer`, `diskFull`, `libraryLocked`. */
export function assertWritable(context: Pick<Context, 'root' | 'readOnly' | 'whyReadOnly' | 'lock'>): void {
  if (context.whyReadOnly) throw context.whyReadOnly
  if (context.readOnly) throw new PostilError('libraryReadOnly', { path: context.root })
  context.lock?.assure()
}

/** What was found damaged since the library was opened; each finding once. */
export class Problems {
  readonly #found = new Map<string, Problem>()
  readonly #standing = new Map<string, Problem>()

  /** `path` is the file that is concerned, relative to the library; the error's details say where it is now. */
  add(error: PostilError, path: string): void {
    this.#found.set(`${error.code} ${path} ${error.message}`, problemOf(error, path))
  }

  /** One of an earlier run. */
  restore(problem: Problem): void {
    this.#found.set(`${problem.code} ${problem.path} ${problem.message}`, problem)
  }

  /** After everything was looked at: these are left. */
  replace(problems: readonly Problem[]): void {
    this.#found.clear()
    for (const problem of problems) this.restore(problem)
  }

  /** What is not about a file that is damaged: it stands until it is lifted, one of a code. */
  stand(error: PostilError, path: string): void {
    this.#standing.set(error.code, problemOf(error, path))
  }

  lift(code: PostilError['code']): void {
    this.#standing.delete(code)
  }

  list(): readonly Problem[] {
    return [...this.#found.values(), ...this.#standing.values()]
  }
}

export function problemOf(error: PostilError, path: string): Problem {
  return { code: error.code, message: error.message, details: error.details, path }
}
