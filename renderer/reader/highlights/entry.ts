import type { Params } from '../../../main/core/contract.ts'
import type { ResolvedHighlight } from '../../../main/core/model/highlight.ts'
import type { ErrorData } from '../../../main/core/result.ts'

/** The fields of a highlight that its reader changes. */
export type Patch = Params<'updateHighlight'>['patch']

/** A highlight as the window shows it: at once, also while the library is still writing it. */
export interface ReaderHighlight {
  /** Stays the same for the session, also when a new highlight is given its id. */
  readonly key: string
  /** Null until the library has stored it. */
  readonly id: string | null
  readonly color: ResolvedHighlight['color']
  readonly note: string
  readonly tags: readonly string[]
  readonly quote: string
  readonly anchor: ResolvedHighlight['anchor']
  readonly deleted: boolean
  /** Why the note that is shown is not in the library; null where it is, or is on its way. */
  readonly unsaved: ErrorData | null
}

export function fromRecord(key: string, record: ResolvedHighlight): ReaderHighlight {
  const { id, color, note, tags, anchor } = record
  return { key, id, color, note, tags, anchor, quote: record.selectors.quote.exact, deleted: false, unsaved: null }
}

/** A note that the library did not take, by the highlight's id: it outlives the card and the article's screen. */
export type Drafts = Map<string, { readonly note: string; readonly error: ErrorData }>

export function withDraft(item: ReaderHighlight, drafts: Drafts): ReaderHighlight {
  const draft = item.id === null ? undefined : drafts.get(item.id)
  return draft === undefined ? item : { ...item, note: draft.note, unsaved: draft.error }
}

/** Null where the highlight has no place in the text that is shown. */
export function placeOf(item: ReaderHighlight): { readonly start: number; readonly end: number } | null {
  return 'start' in item.anchor ? item.anchor : null
}

/** Reading order, those without a place last. */
export function inReadingOrder(items: readonly ReaderHighlight[]): readonly ReaderHighlight[] {
  return items.toSorted((a, b) => {
    const [x, y] = [placeOf(a), placeOf(b)]
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    return x.start - y.start || y.end - x.end || (a.key < b.key ? -1 : 1)
  })
}

/** The values that a patch would overwrite. */
export function beforeOf(item: ReaderHighlight, patch: Patch): Patch {
  return {
    ...(patch.color === undefined ? {} : { color: item.color }),
    ...(patch.note === undefined ? {} : { note: item.note }),
    ...(patch.tags === undefined ? {} : { tags: [...item.tags] }),
  }
}

export function applyPatch(item: ReaderHighlight, patch: Patch): ReaderHighlight {
  return {
    ...item,
    ...(patch.color === undefined ? {} : { color: patch.color }),
    ...(patch.note === undefined ? {} : { note: patch.note }),
    ...(patch.tags === undefined ? {} : { tags: patch.tags }),
  }
}
