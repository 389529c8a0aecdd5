import { PostilError } from '../core/result.ts'
import { errorCode } from './files.ts'

/** EFBIG is what a limit on the size of files answers: to a person, room that is not there, like a quota. */
const noRoom = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const readOnly = new Set(['EROFS'])
/** What a probe meets where it may not write. */
const refused = new Set(['EROFS', 'EACCES', 'EPERM'])

export function isRefusal(error: unknown): boolean {
  return refused.has(errorCode(error) ?? '')
}

export function isFull(error: unknown): boolean {
  return noRoom.has(errorCode(error) ?? '')
}

/** A short reason in the system's words, without the path. */
export function reasonOf(error: unknown): string {
  return errorCode(error) ?? (error instanceof Error ? error.message : String(error))
}

/** From what the system answered to a write to an error with a sentence. `path` as it is shown. */
export function writeFailure(error: unknown, path: string, library: string): PostilError {
  if (error instanceof PostilError) return error
  const code = errorCode(error) ?? ''
  if (isFull(error)) return new PostilError('diskFull', { path }, { cause: error })
  if (readOnly.has(code)) return new PostilError('libraryReadOnly', { path: library }, { cause: error })
  return new PostilError('writeFailed', { path, reason: reasonOf(error) }, { cause: error })
}

export function readFailure(error: unknown, path: string): PostilError {
  if (error instanceof PostilError) return error
  return new PostilError('fileUnreadable', { path, reason: reasonOf(error) }, { cause: error })
}
