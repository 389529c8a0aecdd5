import type { ErrorData } from '../../../main/core/result.ts'

/** What an act answers: null when it was done, else why not. */
export type Outcome = ErrorData | null

/** Something that was done and can be undone. `merge`: acts that follow each other under one name are one step. */
export interface Act {
  readonly merge?: string
  undo(): Promise<Outcome>
  redo(): Promise<Outcome>
}

/** What was done in this session, for undo and redo. An act that cannot be undone stays where it was. */
export class History {
  readonly #done: Act[] = []
  readonly #undone: Act[] = []

  get canUndo(): boolean {
    return this.#done.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  /** The step that a further act under this name would join. */
  mergeable(merge: string): Act | null {
    const last = this.#done.at(-1)
    return last?.merge === merge && this.#undone.length === 0 ? last : null
  }

  push(act: Act): void {
    this.#done.push(act)
    this.#undone.length = 0
  }

  /** Puts a step in the place of one that it continues. */
  replace(old: Act, act: Act): void {
    const at = this.#done.indexOf(old)
    if (at >= 0) this.#done[at] = act
  }

  /** Forgets an act that failed after all. */
  drop(act: Act): void {
    for (const stack of [this.#done, this.#undone]) {
      const at = stack.indexOf(act)
      if (at >= 0) stack.splice(at, 1)
    }
  }

  /** False where there is nothing to undo. */
  async undo(): Promise<Outcome | false> {
    return this.#move(this.#done, this.#undone, (act) => act.undo())
  }

  async redo(): Promise<Outcome | false> {
    return this.#move(this.#undone, this.#done, (act) => act.redo())
  }

  async #move(from: Act[], to: Act[], run: (act: Act) => Promise<Outcome>): Promise<Outcome | false> {
    const act = from.pop()
    if (act === undefined) return false
    to.push(act)
    const outcome = await run(act)
    const at = to.indexOf(act)
    if (outcome !== null && at >= 0) {
      to.splice(at, 1)
      from.push(act)
    }
    return outcome
  }
}
