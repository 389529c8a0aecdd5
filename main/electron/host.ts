import { announceRuntime } from '../http/runtime.ts'
import { serveHttp } from '../http/serve.ts'
import type { Postil } from '../postil.ts'

/**
 * The loopback host beside the window, by which commands and tools find the Postil that has the library open. The window
 * does not need it: where it cannot listen, the app runs all the same and null is answered.
 */
export async function hostBeside(
  postil: Postil,
  windowDir: string,
  report: (thrown: unknown) => void = (thrown) => console.error(thrown),
): Promise<{ close(): Promise<void> } | null> {
  try {
    const { reader, readMedia } = postil
    const { host, port, token, close } = await serveHttp({ reader, readMedia, windowDir })
    const withdraw = await announceRuntime(postil, { host, port, token, pid: process.pid })
    return {
      async close() {
        await withdraw()
        await close()
      },
    }
  } catch (thrown) {
    report(thrown)
    return null
  }
}
