import { readFile } from 'node:fs/promises'
import { PostilError } from '../core/result.ts'

/** What went wrong with a file that a person named, in words that a person can use. */
export function fileError(thrown: unknown, path: string): PostilError {
  if (thrown instanceof PostilError) return thrown
  const { code, message } = thrown as NodeJS.ErrnoException
  if (code === 'ENOENT') return new PostilError('fileNotFound', { path }, { cause: thrown })
  return new PostilError('fileUnreadable', { path, reason: code ?? message }, { cause: thrown })
}

/** Throws `fileNotFound`, `fileUnreadable`, `fileEmpty`. */
export async function readGiven(path: string): Promise<Buffer> {
  const bytes = await readFile(path).catch((thrown: unknown) => {
    throw fileError(thrown, path)
  })
  if (bytes.length === 0) throw new PostilError('fileEmpty', { path })
  return bytes
}

/** Everything that comes in on standard input. */
export async function readStdin(): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of process.stdin) parts.push(Buffer.from(part))
  const bytes = Buffer.concat(parts)
  if (bytes.length === 0) throw new PostilError('fileEmpty', { path: '-' })
  return bytes
}
