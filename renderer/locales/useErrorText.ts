import type { ErrorData } from '../../main/core/result.ts'
import { errorText } from './errorText.ts'
import { useFormat } from './useFormat.ts'

export function useErrorText(): (error: ErrorData) => string {
  const { locale } = useFormat()
  return (error) => errorText(error, locale)
}
