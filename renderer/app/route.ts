import { useMemo, useSyncExternalStore } from 'react'
import type { Place } from '../../main/core/contract.ts'

/** What in an article is looked for, and where it is shown first. */
export interface Target {
  /** The query whose matches are marked; null where none are. */
  readonly query: string | null
  /** The offset of a passage, or a highlight; null for the first match. */
  readonly at: number | null
  readonly highlight: string | null
}

export interface Route {
  /** The article that is open; null for the list alone. */
  readonly articleId: string | null
  readonly target?: Target
}

const nowhere: Target = { query: null, at: null, highlight: null }

/** Where a search leads: to its passage, with all matches marked. */
export function targetOf(query: string, place: Place | null): Target {
  if (place?.kind === 'highlight') return { query, at: null, highlight: place.id }
  return { query, at: place?.start ?? null, highlight: null }
}

export function parseRoute(hash: string): Route & { readonly target: Target } {
  const match = /^#\/article\/([0-9A-Za-z]+)(?:\?(.*))?$/.exec(hash)
  const asked = new URLSearchParams(match?.[2] ?? '')
  const at = asked.get('at')
  const highlight = asked.get('highlight')
  const target = {
    query: asked.get('q') || null,
    at: at !== null && /^\d{1,9}$/.test(at) ? Number(at) : null,
    highlight: highlight !== null && /^[0-9A-Za-z]+$/.test(highlight) ? highlight : null,
  }
  return { articleId: match?.[1] ?? null, target }
}

export function routeHash({ articleId, target = nowhere }: Route): string {
  if (articleId === null) return '#/'
  const asked = new URLSearchParams()
  if (target.query !== null) asked.set('q', target.query)
  if (target.at !== null) asked.set('at', String(target.at))
  if (target.highlight !== null) asked.set('highlight', target.highlight)
  const words = asked.toString()
  return `#/article/${articleId}${words === '' ? '' : `?${words}`}`
}

export function navigate(route: Route): void {
  window.location.hash = routeHash(route)
}

/** As `navigate`, without a step that Back would return to. */
export function redirect(route: Route): void {
  window.location.replace(routeHash(route))
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The address is the state: a reload, and Back and Forward, find the same article and the same passage. */
export function useRoute(): ReturnType<typeof parseRoute> {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return useMemo(() => parseRoute(hash), [hash])
}
