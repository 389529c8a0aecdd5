import type { Params, Shelf } from '../../main/core/contract.ts'

/** What the list shows. */
export interface View {
  readonly shelf: Shelf
  readonly text: string
  readonly tag: string | null
}

export const firstView: View = { shelf: 'reading', text: '', tag: null }

/** Articles per call. */
export const pageSize = 100

export function pageParams(view: View, page: number): Params<'listArticles'> {
  const text = view.text.trim()
  return {
    shelf: view.shelf,
    ...(text === '' ? {} : { text }),
    ...(view.tag === null ? {} : { tag: view.tag }),
    offset: page * pageSize,
    limit: pageSize,
  }
}

/** The pages that hold rows `first` to `last`; always the first page too, which tells the totals. */
export function pagesFor(first: number, last: number): readonly number[] {
  const pages = new Set([0])
  const until = Math.floor(Math.max(first, last) / pageSize)
  for (let page = Math.floor(Math.max(0, first) / pageSize); page <= until; page++) pages.add(page)
  return [...pages]
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
