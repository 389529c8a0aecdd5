import { QueryClientProvider, useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import type { ReaderApi } from '../../main/core/contract.ts'
import type { Connection } from './bridge.ts'
import { tellingDamage } from './damage.ts'
import { createQueryClient, isAffected } from './queries.ts'

const ApiContext = createContext<ReaderApi | null>(null)
const ConnectionContext = createContext<Connection>('open')

/** The library, from anywhere in the window. */
export function useApi(): ReaderApi {
  const api = useContext(ApiContext)
  if (!api) throw new Error('useApi is used outside of ApiProvider')
  return api
}

export const useConnection = (): Connection => useContext(ConnectionContext)

/** Looks again at what the library says has changed. Changes that come in a burst are answered once. */
function LibraryWatcher({ api }: { readonly api: ReaderApi }) {
  const queries = useQueryClient()
  useEffect(
    () => api.on('libraryChanged', (change) => queries.invalidateQueries({ predicate: (q) => isAffected(q, change) })),
    [api, queries],
  )
  return null
}

interface Props {
  readonly api: ReaderApi
  readonly connection?: Connection
  readonly children: ReactNode
}

export function ApiProvider({ api, connection = 'open', children }: Props) {
  const [queries] = useState(createQueryClient)
  const told = useMemo(
    () => tellingDamage(api, () => void queries.invalidateQueries({ queryKey: ['libraryStatus'] })),
    [api, queries],
  )
  return (
    <QueryClientProvider client={queries}>
      <ApiContext value={told}>
        <ConnectionContext value={connection}>
          <LibraryWatcher api={api} />
          {children}
        </ConnectionContext>
      </ApiContext>
    </QueryClientProvider>
  )
}
