import { expect, test } from 'vitest'
import { fail, ok } from '../../../main/core/result.ts'
import { createClient } from '../../../renderer/api/client.ts'
import { tellingDamage } from '../../../renderer/api/damage.ts'

test('a damaged file is told of, other errors are not, and answers stay as they were', async () => {
  let told = 0
  const client = tellingDamage(
    createClient({
      call: async (method) =>
        method === 'openArticle'
          ? fail('recordDamaged', { path: 'quarantine/x' })
          : method === 'listTags'
            ? ok({ tags: [] })
            : fail('articleNotFound', { id: 'x' }),
      on: () => () => {},
    }),
    () => {
      told += 1
    },
  )
  const id = '01J9ZZZZZZZZZZZZZZZZZZZZZZ'
  expect(await client.openArticle({ id })).toMatchObject({ error: { code: 'recordDamaged' } })
  expect(await client.listTags({})).toEqual({ ok: true, value: { tags: [] } })
  expect(await client.updateArticle({ id, patch: {} })).toMatchObject({ error: { code: 'articleNotFound' } })
  expect(told).toBe(1)
})
