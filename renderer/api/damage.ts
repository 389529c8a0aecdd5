import { methodNames, type ReaderApi } from '../../main/core/contract.ts'
import type { ErrorCode } from '../../main/core/errors.ts'
import type { Result } from '../../main/core/result.ts'

/** Errors after which `libraryStatus` has a new problem to tell of. */
const damage: readonly ErrorCode[] = [
  'recordDamaged',
  'recordRecovered',
  'fileDamaged',
  'fileMissing',
  'libraryReadOnly',
]

/** The same client, which also tells when a call came upon a damaged file: opening an article changes no article. */
export function tellingDamage(api: ReaderApi, onDamage: () => void): ReaderApi {
  const calls = Object.fromEntries(
    methodNames.map((name) => [
      name,
      async (params: never) => {
        const result: Result<unknown> = await api[name](params)
        if (!result.ok && damage.includes(result.error.code)) onDamage()
        return result
      },
    ]),
  )
  return { ...(calls as Omit<ReaderApi, 'on'>), on: (event, listener) => api.on(event, listener) }
}
