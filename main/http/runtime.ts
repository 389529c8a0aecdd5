import { existsSync } from 'node:fs'
import { chmod, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Postil } from '../postil.ts'
import { createHttpClient, type HttpClient } from './client.ts'

const runtimeSchema = z.object({
  port: z.number().int().min(1).max(65535),
  host: z.string().default('127.0.0.1'),
  token: z.string().min(1),
  pid: z.number().int(),
})
/** How a running Postil is reached. */
export type Runtime = z.infer<typeof runtimeSchema>

/** Milliseconds. */
const LOOK_AGAIN = 2000

const runtimeFile = (libraryPath: string) => join(libraryPath, '.index', 'runtime.json')

/**
 * Tells other programs of this user (mode 0600) where the library is served. Answers a function that takes it back.
 * Nothing is written beside the files of a newer Postil, which may be serving them itself.
 */
export async function announceRuntime(
  { libraryPath, reader }: Pick<Postil, 'libraryPath' | 'reader'>,
  runtime: Runtime,
): Promise<() => Promise<void>> {
  const status = await reader.libraryStatus({})
  if (status.ok && status.value.newerFormat !== null) return async () => {}
  const file = runtimeFile(libraryPath)
  const draft = `${file}.${runtime.pid}.tmp`
  const announce = async (): Promise<void> => {
    await writeFile(draft, `${JSON.stringify(runtime)}\n`, { mode: 0o600 })
    await chmod(draft, 0o600)
    await rename(draft, file)
  }
  await announce()
  // Its folder may be deleted at any time; the library makes it again, where the lock is.
  const looking = setInterval(() => void again().catch(() => {}), LOOK_AGAIN)
  looking.unref()
  const again = async (): Promise<void> => {
    if (!existsSync(file)) await announce()
  }
  return async () => {
    clearInterval(looking)
    const now = await readRuntime(libraryPath)
    if (now?.token === runtime.token) await rm(file, { force: true })
  }
}

/** Null where there is none, or where it cannot be read. */
export async function readRuntime(libraryPath: string): Promise<Runtime | null> {
  try {
    return runtimeSchema.parse(JSON.parse(await readFile(runtimeFile(libraryPath), 'utf8')))
  } catch {
    return null
  }
}

/** The Postil that serves this library now; null where none answers (one that was killed leaves its file behind). */
export async function findRunning(libraryPath: string): Promise<HttpClient | null> {
  const runtime = await readRuntime(libraryPath)
  if (!runtime) return null
  const host = ['0.0.0.0', '::'].includes(runtime.host) ? '127.0.0.1' : runtime.host
  const url = `http://${host.includes(':') ? `[${host}]` : host}:${runtime.port}`
  const client = createHttpClient({ url, token: runtime.token })
  const status = await client.libraryStatus({})
  // Whatever else it says, it is there and knows the token.
  const gone = !status.ok && ['connectionLost', 'unauthorized'].includes(status.error.code)
  return gone ? null : client
}
