import { expect, test } from 'vitest'
import { methodNames } from '../../../main/core/contract.ts'
import { fail, ok } from '../../../main/core/result.ts'
import type { Transport } from '../../../renderer/api/bridge.ts'
import { createClient } from '../../../renderer/api/client.ts'

const transport = (call: Transport['call']): Transport => ({ call, on: () => () => {} })

test('every method of the contract travels by its own name with its parameters', async () => {
  const seen: [string, unknown][] = []
  const client = createClient(
    transport(async (method, params) => {
      seen.push([method, params])
      return ok(method)
    }),
  )
  for (const name of methodNames) {
    const answer = await (client[name] as (params: unknown) => Promise<unknown>)({ of: name })
    expect(answer).toEqual({ ok: true, value: name })
  }
  expect(seen).toEqual(methodNames.map((name) => [name, { of: name }]))
})

test('an error comes back as it was given', async () => {
  const client = createClient(transport(async () => fail('diskFull')))
  expect(await client.getSettings({})).toMatchObject({ ok: false, error: { code: 'diskFull' } })
})

test('a transport that breaks is a lost connection, not a rejection', async () => {
  const client = createClient(transport(() => Promise.reject(new Error('the main process is gone'))))
  expect(await client.listTags({})).toMatchObject({ ok: false, error: { code: 'connectionLost' } })
})
