import { type Query, QueryClient } from '@tanstack/react-query'
import type { Answer, Calls, Events, MethodName, Params } from '../../main/core/contract.ts'
import { unwrap } from '../../main/core/result.ts'

/** Everything is on this machine: no retries, no staleness by time, no waiting for a network. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: false,
        networkMode: 'always',
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  })
}

export function callKey<M extends MethodName>(method: M, params: Params<M>): readonly [M, Params<M>] {
  return [method, params]
}

/** A query of one call. An error is thrown as `PostilError`, as react-query wants it. */
export function callOptions<M extends MethodName>(api: Calls, method: M, params: Params<M>) {
  return {
    queryKey: callKey(method, params),
    queryFn: async (): Promise<Answer<M>> => unwrap(await api[method](params)),
  }
}

/** Calls whose answers the library's changes do not touch. */
const unaffected: readonly MethodName[] = ['getSettings']

/** Whether a query's answer may be different now. An article is only opened anew when it is among those changed. */
export function isAffected(query: Pick<Query, 'queryKey'>, change: Events['libraryChanged']): boolean {
  const [method, params] = query.queryKey
  if (unaffected.some((name) => name === method)) return false
  if (method !== 'openArticle' || change.ids === null) return true
  const id = typeof params === 'object' && params !== null && 'id' in params ? params.id : undefined
  return change.ids.some((changed) => changed === id)
}
