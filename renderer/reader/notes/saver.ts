import type { ErrorData } from '../../../main/core/result.ts'
import type { Outcome } from '../highlights/history.ts'

export type SaveState = 'saved' | 'waiting' | 'saving' | ErrorData

/** Something that runs work later and can be told not to. Milliseconds. */
export interface Timers {
  set(work: () => void, delay: number): number
  clear(timer: number): void
}

const windowTimers: Timers = {
  set: (work, delay) => window.setTimeout(work, delay),
  clear: (timer) => window.clearTimeout(timer),
}

/**
 * Saves what is typed a moment after the last key, and at once when asked to. An untouched note is never written. When a
 * write fails, the text is kept, the state is the error, and the next edit or flush tries again; so it is with a text
 * that is `unsaved` from the beginning.
 */
export class NoteSaver {
  readonly #save: (text: string) => Promise<Outcome>
  readonly #changed: (state: SaveState) => void
  readonly #timers: Timers
  readonly #delay: number
  #pending: string | null = null
  #timer: number | null = null
  #writing: Promise<void> | null = null

  constructor(
    save: (text: string) => Promise<Outcome>,
    changed: (state: SaveState) => void,
    options: { readonly delay?: number; readonly timers?: Timers; readonly unsaved?: string } = {},
  ) {
    this.#save = save
    this.#changed = changed
    this.#delay = options.delay ?? 400
    this.#timers = options.timers ?? windowTimers
    this.#pending = options.unsaved ?? null
  }

  edit(text: string): void {
    this.#pending = text
    this.#changed('waiting')
    if (this.#timer !== null) this.#timers.clear(this.#timer)
    this.#timer = this.#timers.set(() => void this.flush(), this.#delay)
  }

  /** Resolves when nothing is left to write, or the library refused. */
  async flush(): Promise<void> {
    if (this.#timer !== null) this.#timers.clear(this.#timer)
    this.#timer = null
    if (this.#writing !== null) {
      await this.#writing
      if (this.#pending === null || this.#writing !== null) return
    }
    const text = this.#pending
    if (text === null) return
    this.#writing = this.#write(text)
    await this.#writing
  }

  async #write(text: string): Promise<void> {
    this.#pending = null
    this.#changed('saving')
    const error = await this.#save(text)
    this.#writing = null
    if (error !== null) this.#pending ??= text
    if (error !== null) this.#changed(error)
    else this.#changed(this.#pending === null ? 'saved' : 'waiting')
  }
}
