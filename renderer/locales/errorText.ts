import { type ErrorCode, errorMessages, fillTemplate } from '../../main/core/errors.ts'
import type { ErrorData } from '../../main/core/result.ts'
import { errors as fr } from './fr/errors.ts'
import type { Locale } from './index.ts'

const sentences: Readonly<Record<Locale, Readonly<Record<ErrorCode, string>>>> = { en: errorMessages, fr }

/** What happened and what to do, in the window's language. A code from a newer Postil keeps its English sentence. */
export function errorText(error: ErrorData, locale: Locale): string {
  const template: string | undefined = sentences[locale][error.code]
  return template === undefined ? error.message : fillTemplate(template, error.details)
}
