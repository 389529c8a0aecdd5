import { expect } from 'vitest'
import type { EventName, Events, ReaderApi, SaveOutcome } from '../../../main/core/contract.ts'
import type { ErrorCode } from '../../../main/core/errors.ts'
import type { ErrorData, Result } from '../../../main/core/result.ts'
import { type ArticleLocale, articles, type Site } from '../site.ts'

/** The value of a call that must go well. */
export async function good<T>(call: Promise<Result<T>>): Promise<T> {
  const result = await call
  expect(result).toMatchObject({ ok: true })
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

/** The error of a call that must fail with this code. */
export async function bad(call: Promise<Result<unknown>>, code: ErrorCode): Promise<ErrorData> {
  const result = await call
  expect(result).toMatchObject({ ok: false, error: { code } })
  if (result.ok) throw new Error('it went well')
  expect(result.error.message).not.toMatch(/\{[a-z]+\}/i)
  return result.error
}

export const nobody = '01ARZ3NDEKTSV4RRFFQ69G5FAV'

export function save(reader: ReaderApi, site: Site, locale: ArticleLocale): Promise<SaveOutcome> {
  return good(reader.saveUrl({ url: site.url(articles[locale].path), typed: true }))
}

/** An article made of these paragraphs. */
export async function saveParagraphs(reader: ReaderApi, ...paragraphs: string[]): Promise<string> {
  const { article } = await good(reader.saveText({ text: paragraphs.join('\n\n') }))
  return article.id
}

/** Waits for an event that fits; events may come a little after the answer where a connection lies between. */
export function heard<E extends EventName>(
  reader: ReaderApi,
  event: E,
  fits: (data: Events[E]) => boolean,
): { readonly promise: Promise<Events[E]>; end(): void } {
  let end = () => {}
  const promise = new Promise<Events[E]>((resolve) => {
    end = reader.on(event, (data) => {
      if (fits(data)) resolve(data)
    })
  })
  return { promise: promise.finally(() => end()), end: () => end() }
}

/** Polls until `look` answers something else than undefined. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
