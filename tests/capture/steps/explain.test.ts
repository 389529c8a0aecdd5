import { expect, it } from 'vitest'
import { createCapture } from '../../../main/capture/index.ts'
import { article, PARAGRAPH } from '../server.ts'

const html = article(`<div class="newsletter-signup">A lamp in your inbox.</div><p>${PARAGRAPH}</p>`)

it('comes from the worker to who asked for it, and to nobody else', async () => {
  const capture = createCapture()
  try {
    const told = await capture.fromPage({ html }, { explain: true })
    expect(told.steps?.find(({ step }) => step === 'newsletter')?.notes).toEqual([
      { text: 'A lamp in your inbox.', words: 5, reason: 'asks to subscribe' },
    ])
    expect((await capture.fromPage({ html })).steps).toBeUndefined()
  } finally {
    await capture.close()
  }
})
