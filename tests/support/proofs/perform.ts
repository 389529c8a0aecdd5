import type { ReaderApi } from '../../../main/core/contract.ts'
import { type Result, unwrap } from '../../../main/core/result.ts'
import type { Call, Told } from './world.ts'

interface Answered {
  readonly id?: string
  readonly article?: { readonly id: string }
  readonly problems?: readonly unknown[]
}

/** Makes a call; answers what the answer tells that the call doesn't. Throws PostilError where it is refused. */
export async function perform(reader: ReaderApi, { method, params }: Call): Promise<Told> {
  const make = reader[method] as (params: unknown) => Promise<Result<Answered>>
  const { id, article, problems = [] } = unwrap(await make(params))
  if (problems.length > 0) throw new Error(`${method}: ${JSON.stringify(problems)}`)
  const known = article?.id ?? id
  return known === undefined ? {} : { id: known }
}
