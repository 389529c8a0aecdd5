import { useSyncExternalStore } from 'react'

export interface Route {
  /** The article that is open; null for the list alone. */
  readonly articleId: string | null
}

export function parseRoute(hash: string): Route {
  const match = /^#\/article\/([0-9A-Za-z]+)$/.exec(hash)
  return { articleId: match?.[1] ?? null }
}

export function routeHash(route: Route): string {
  return route.articleId === null ? '#/' : `#/article/${route.articleId}`
}

export function navigate(route: Route): void {
  window.location.hash = routeHash(route)
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('hashchange', listener)
  return () => window.removeEventListener('hashchange', listener)
}

/** The address is the state: a reload, and Back and Forward, find the same article. */
export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => window.location.hash)
  return parseRoute(hash)
}
