import { type Params, type Shelf, type Sort, shelves, sorts } from '../../main/core/contract.ts'
import { parseQuery } from '../../main/core/query/parse.ts'

/** `best`: as well as it matches, which only what is searched for can be ordered by. */
export type Order = Sort | 'best'

/** What the list shows. */
export interface View {
  readonly shelf: Shelf
  readonly text: string
  readonly tag: string | null
  /** The order of what a search finds; the list without a search has its order from the settings. */
  readonly found: Order
}

export const firstView: View = { shelf: 'reading', text: '', tag: null, found: 'best' }

/** Articles per call; hits bring their passages along, and so are fewer. */
export const pageSize = 100
export const hitsSize = 50

/** Whether anything is asked for yet: a filter that is only begun (`tag:`) narrows nothing down. */
export function isSearch({ text }: View): boolean {
  const { wanted, unwanted, filters } = parseQuery(text, { typing: true })
  return wanted.length + unwanted.length + filters.length > 0
}

export function orderOf(view: View, sort: Sort): Order {
  return isSearch(view) ? view.found : sort
}

export function pageParams(view: View, sort: Sort, page: number): Params<'listArticles'> {
  const text = view.text.trim()
  return {
    shelf: view.shelf,
    ...(text === '' ? {} : { text }),
    ...(view.tag === null ? {} : { tag: view.tag }),
    sort,
    offset: page * pageSize,
    limit: pageSize,
  }
}

export function hitsParams(view: View, page: number): Params<'search'> {
  return {
    query: view.text.trim(),
    shelf: view.shelf,
    ...(view.tag === null ? {} : { tag: view.tag }),
    typing: true,
    offset: page * hitsSize,
    limit: hitsSize,
  }
}

/** The pages that hold rows `first` to `last`; always the first page too, which tells the totals. */
export function pagesFor(first: number, last: number, size: number = pageSize): readonly number[] {
  const pages = new Set([0])
  const until = Math.floor(Math.max(first, last) / size)
  for (let page = Math.floor(Math.max(0, first) / size); page <= until; page++) pages.add(page)
  return [...pages]
}

/** A view as it was left, from what a window has kept of it; null where that is no view. */
export function parseView(kept: string | null): View | null {
  let value: unknown
  try {
    value = JSON.parse(kept ?? 'null')
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null) return null
  const { shelf, text, tag, found }: Partial<Record<keyof View, unknown>> = value
  return {
    shelf: shelves.find((each) => each === shelf) ?? firstView.shelf,
    text: typeof text === 'string' ? text : '',
    tag: typeof tag === 'string' && tag !== '' ? tag : null,
    found: sorts.find((each) => each === found) ?? 'best',
  }
}

/** The row to go to by `key` from `active`, or null where the key is not for walking. */
export function walk(key: string, active: number, count: number, perPage: number): number | null {
  const to = new Map([
    ['ArrowDown', active + 1],
    ['j', active + 1],
    ['ArrowUp', active - 1],
    ['k', active - 1],
    ['Home', 0],
    ['End', count - 1],
    ['PageDown', active + perPage],
    ['PageUp', active - perPage],
  ])
  const target = to.get(key)
  return target === undefined || count === 0 ? null : Math.max(0, Math.min(target, count - 1))
}
