import { expect, test } from 'vitest'
import { fail, ok, PostilError } from '../../../main/core/result.ts'
import { createClient } from '../../../renderer/api/client.ts'
import { callOptions, isAffected } from '../../../renderer/api/queries.ts'

const affected = (queryKey: readonly unknown[], ids: readonly string[] | null) => isAffected({ queryKey }, { ids })

test('lists are asked again on every change, settings on none', () => {
  expect(affected(['listArticles', { shelf: 'reading' }], ['a'])).toBe(true)
  expect(affected(['listTags', {}], ['a'])).toBe(true)
  expect(affected(['getSettings', {}], null)).toBe(false)
})

test('an article is asked again only when it is among those changed', () => {
  expect(affected(['openArticle', { id: 'a' }], ['a', 'b'])).toBe(true)
  expect(affected(['openArticle', { id: 'c' }], ['a', 'b'])).toBe(false)
  expect(affected(['openArticle', { id: 'c' }], null)).toBe(true)
})

test('a query answers the value, and throws an error with its code', async () => {
  const good = createClient({ call: async () => ok({ tags: [] }), on: () => () => {} })
  expect(await callOptions(good, 'listTags', {}).queryFn()).toEqual({ tags: [] })
  const bad = createClient({ call: async () => fail('indexDamaged', { reason: 'x' }), on: () => () => {} })
  const thrown = await callOptions(bad, 'listTags', {})
    .queryFn()
    .catch((error: unknown) => error)
  expect(thrown).toBeInstanceOf(PostilError)
  expect(thrown).toMatchObject({ code: 'indexDamaged', details: { reason: 'x' } })
})
