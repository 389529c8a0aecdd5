import {
  type Answer,
  type Calls,
  type MethodName,
  methodNames,
  methods,
  type Params,
  type ParsedParams,
} from '../core/contract.ts'
import { PostilError, type Result, settle } from '../core/result.ts'

/** What the use cases look like inside: parameters are parsed, defaults filled in, and errors are thrown. */
export type UseCases = { readonly [M in MethodName]: (params: ParsedParams<M>) => Answer<M> | Promise<Answer<M>> }

/** Parses a call's parameters by the contract; throws `paramsInvalid` with the first thing that is wrong. */
export function parseParams<M extends MethodName>(method: M, params: unknown): ParsedParams<M> {
  const parsed = methods[method].params.safeParse(params ?? {})
  if (parsed.success) return parsed.data as ParsedParams<M>
  const [issue] = parsed.error.issues
  const place = issue?.path.map(String).join('.') ?? ''
  const said = issue?.message ?? 'it does not fit'
  throw new PostilError('paramsInvalid', { method, reason: place === '' ? said : `${place}: ${said}` })
}

type Call<M extends MethodName> = (params: Params<M>) => Promise<Result<Answer<M>>>

/** The use cases as callers see them: every parameter is checked once, here, and every error comes back as data. */
export function bindCalls(useCases: UseCases): Calls {
  const calls: Partial<Record<MethodName, Calls[MethodName]>> = {}
  const bind = <M extends MethodName>(method: M): void => {
    const run: UseCases[M] = useCases[method]
    const call: Call<M> = (params) => settle(() => run(parseParams(method, params)))
    calls[method] = call as Calls[M]
  }
  for (const method of methodNames) bind(method)
  return calls as Calls
}
