import { expect, test } from 'vitest'
import { decodeBase64 } from '../../main/reader/base64.ts'
import { createPace } from '../../main/reader/pace.ts'

test('long work gives way once it has had its share, and not before', async () => {
  const order: string[] = []
  setImmediate(() => order.push('other'))
  const patient = createPace(60_000)
  for (let step = 1; step <= 3; step++) {
    await patient()
    order.push(`patient ${step}`)
  }
  const hasty = createPace(0)
  await hasty()
  order.push('hasty')
  expect(order).toEqual(['patient 1', 'patient 2', 'patient 3', 'other', 'hasty'])
})

const pace = async () => {}

test.each([0, 1, 2, 3, 1000, 786_432, 786_433, 2_000_001])(
  '%i bytes come out of base64 as they went in',
  async (size) => {
    const bytes = Uint8Array.from({ length: size }, (_, index) => (index * 31) % 256)
    const decoded = await decodeBase64('importFile', Buffer.from(bytes).toString('base64'), pace)
    expect(Buffer.compare(decoded, bytes)).toBe(0)
  },
)

test.each(['a', 'ab!=', '====', 'YQ==YQ==', 'ÿÿÿÿ', `${'A'.repeat(4 * 256 * 1024 - 1)}=AAAA`])(
  'what is no base64 is refused (%#)',
  async (data) => {
    await expect(decodeBase64('importFile', data, pace)).rejects.toMatchObject({ code: 'paramsInvalid' })
  },
)
