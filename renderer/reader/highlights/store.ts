import type { ReaderApi } from '../../../main/core/contract.ts'
import type { HighlightColor, ResolvedHighlight } from '../../../main/core/model/highlight.ts'
import type { ErrorData } from '../../../main/core/result.ts'
import {
  applyPatch,
  beforeOf,
  type Drafts,
  fromRecord,
  inReadingOrder,
  type Patch,
  type ReaderHighlight,
  withDraft,
} from './entry.ts'
import { type Act, History, type Outcome } from './history.ts'

export type HighlightCalls = Pick<
  ReaderApi,
  'addHighlight' | 'updateHighlight' | 'deleteHighlight' | 'restoreHighlight'
>

interface Entry {
  shown: ReaderHighlight
  /** What the library is known to hold; null while there is nothing there. */
  kept: ReaderHighlight | null
  /** Calls about one highlight go out one after another, so that the last one wins. */
  last: Promise<unknown>
  waiting: number
  failure: ErrorData | null
  /** The act that deleted it last. */
  removal: Act | null
}

function entryOf(shown: ReaderHighlight, kept: ReaderHighlight | null): Entry {
  return { shown, kept, last: Promise.resolve(), waiting: 0, failure: null, removal: null }
}

/**
 * The highlights of the open article. Every act shows at once and is written behind; what the library refuses goes back
 * to what it holds, and the act answers the error; only the text of a note stays, and is written with `retry`. Undo and
 * redo cover the acts of this session.
 */
export class HighlightStore {
  readonly #calls: HighlightCalls
  readonly #articleId: string
  readonly #drafts: Drafts
  readonly #entries = new Map<string, Entry>()
  readonly #history = new History()
  readonly #listeners = new Set<() => void>()
  #snapshot: readonly ReaderHighlight[] = []
  #made = 0

  constructor(
    calls: HighlightCalls,
    articleId: string,
    records: readonly ResolvedHighlight[],
    drafts: Drafts = new Map(),
  ) {
    this.#calls = calls
    this.#articleId = articleId
    this.#drafts = drafts
    for (const record of records) this.#keep(record.id, record)
    this.#refresh()
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Living highlights in reading order; the same array until something changes. */
  readonly snapshot = (): readonly ReaderHighlight[] => this.#snapshot

  get canUndo(): boolean {
    return this.#history.canUndo
  }

  get canRedo(): boolean {
    return this.#history.canRedo
  }

  get(key: string): ReaderHighlight | null {
    return this.#entries.get(key)?.shown ?? null
  }

  /** Paints a new highlight at once; `stored` tells when it is safe, or why not (then it is gone again). */
  add(passage: { start: number; end: number; quote: string; color: HighlightColor }): {
    key: string
    stored: Promise<Outcome>
  } {
    this.#made += 1
    const key = `new-${this.#made}`
    const { start, end, quote, color } = passage
    const anchor = { status: 'exact' as const, start, end, score: 1 }
    const shown: ReaderHighlight = {
      key,
      id: null,
      color,
      note: '',
      tags: [],
      quote,
      anchor,
      deleted: false,
      unsaved: null,
    }
    const entry = entryOf(shown, null)
    this.#entries.set(key, entry)
    this.#refresh()
    const act: Act = { undo: () => this.#setDeleted(entry, true), redo: () => this.#setDeleted(entry, false) }
    this.#history.push(act)
    const stored = this.#queue(entry, async () => {
      const params = { articleId: this.#articleId, passage: { start, end }, color }
      const result = await this.#calls.addHighlight(params)
      if (!result.ok) {
        entry.failure = result.error
        this.#entries.delete(key)
        this.#history.drop(act)
        return result.error
      }
      entry.kept = fromRecord(key, result.value)
      entry.shown = { ...entry.shown, id: result.value.id, anchor: result.value.anchor }
      return null
    })
    return { key, stored }
  }

  /** `merge`: changes under one name (one sitting at a note) undo as one step. */
  async update(key: string, patch: Patch, options: { readonly merge?: string } = {}): Promise<Outcome> {
    const entry = this.#entries.get(key)
    if (entry === undefined) return null
    const joined = options.merge === undefined ? null : this.#history.mergeable(options.merge)
    const before = joined === null ? beforeOf(entry.shown, patch) : null
    const act: Act = {
      ...(options.merge === undefined ? {} : { merge: options.merge }),
      undo: before === null && joined !== null ? joined.undo : () => this.#patch(entry, before ?? {}),
      redo: () => this.#patch(entry, patch),
    }
    if (joined === null) this.#history.push(act)
    else this.#history.replace(joined, act)
    const outcome = await this.#patch(entry, patch)
    if (outcome !== null && patch.note === undefined) {
      if (joined === null) this.#history.drop(act)
      else this.#history.replace(act, joined)
    }
    return outcome
  }

  async remove(key: string): Promise<Outcome> {
    const entry = this.#entries.get(key)
    if (entry === undefined) return null
    const act: Act = { undo: () => this.#setDeleted(entry, false), redo: () => this.#setDeleted(entry, true) }
    this.#history.push(act)
    entry.removal = act
    const outcome = await this.#setDeleted(entry, true)
    if (outcome !== null) this.#history.drop(act)
    return outcome
  }

  /** Brings a deleted highlight back, with its note, whatever was done since (the toast's undo). */
  async restore(key: string): Promise<Outcome> {
    const entry = this.#entries.get(key)
    if (entry === undefined || !entry.shown.deleted) return null
    if (entry.removal !== null) this.#history.drop(entry.removal)
    return this.#setDeleted(entry, false)
  }

  /** Writes the notes that the library did not take before. */
  retry(): void {
    for (const entry of this.#entries.values()) {
      const { unsaved, note } = entry.shown
      if (unsaved !== null && entry.waiting === 0) void this.#patch(entry, { note })
    }
  }

  undo(): Promise<Outcome | false> {
    return this.#history.undo()
  }

  redo(): Promise<Outcome | false> {
    return this.#history.redo()
  }

  /** Takes over what the library holds now (another window or tool wrote); what is being written here stays. */
  reconcile(records: readonly ResolvedHighlight[]): void {
    const known = new Map([...this.#entries].map(([key, entry]) => [entry.shown.id ?? key, { key, entry }]))
    const alive = new Set(records.map((record) => record.id))
    for (const record of records) {
      const found = known.get(record.id)
      if (found === undefined) this.#keep(record.id, record)
      else if (found.entry.waiting === 0) this.#keep(found.key, record, found.entry)
    }
    for (const { entry } of known.values()) {
      const gone = entry.waiting === 0 && entry.shown.id !== null && !alive.has(entry.shown.id)
      if (gone) entry.shown = { ...entry.shown, deleted: true }
    }
    this.#refresh()
  }

  #keep(key: string, record: ResolvedHighlight, entry?: Entry): void {
    const kept = fromRecord(key, record)
    const shown = withDraft(kept, this.#drafts)
    if (entry === undefined) this.#entries.set(key, entryOf(shown, kept))
    else Object.assign(entry, { shown, kept })
  }

  #patch(entry: Entry, patch: Patch): Promise<Outcome> {
    entry.shown = applyPatch(entry.shown, patch)
    this.#refresh()
    return this.#queue(entry, async () => {
      const { id } = entry.shown
      if (id === null) return entry.failure
      const result = await this.#calls.updateHighlight({ articleId: this.#articleId, id, patch })
      if (result.ok) {
        entry.kept = fromRecord(entry.shown.key, result.value)
        if (patch.note !== undefined) this.#drafts.delete(id)
        if (patch.note === entry.shown.note) entry.shown = { ...entry.shown, unsaved: null }
        return null
      }
      if (patch.note !== undefined) {
        this.#drafts.set(id, { note: entry.shown.note, error: result.error })
        entry.shown = { ...entry.shown, unsaved: result.error }
        return result.error
      }
      // Later acts on the same fields are already on their way and decide; only the last one rolls back.
      if (entry.kept !== null && entry.waiting === 1) entry.shown = applyPatch(entry.shown, beforeOf(entry.kept, patch))
      return result.error
    })
  }

  #setDeleted(entry: Entry, deleted: boolean): Promise<Outcome> {
    entry.shown = { ...entry.shown, deleted }
    this.#refresh()
    return this.#queue(entry, async () => {
      const { id } = entry.shown
      if (id === null) return entry.failure
      const params = { articleId: this.#articleId, id }
      const result = await (deleted ? this.#calls.deleteHighlight(params) : this.#calls.restoreHighlight(params))
      if (result.ok) return null
      entry.shown = { ...entry.shown, deleted: !deleted }
      return result.error
    })
  }

  /** Runs at once where nothing is under way: a note that is flushed while the window closes must leave in time. */
  #queue(entry: Entry, work: () => Promise<Outcome>): Promise<Outcome> {
    const idle = entry.waiting === 0
    entry.waiting += 1
    const run = (idle ? work() : entry.last.then(work)).finally(() => {
      entry.waiting -= 1
      this.#refresh()
    })
    entry.last = run
    return run
  }

  #refresh(): void {
    const alive = [...this.#entries.values()].map((entry) => entry.shown).filter((item) => !item.deleted)
    const next = inReadingOrder(alive)
    const same = next.length === this.#snapshot.length && next.every((item, at) => item === this.#snapshot[at])
    if (same) return
    this.#snapshot = next
    for (const listener of this.#listeners) listener()
  }
}
