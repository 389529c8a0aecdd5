import { fileURLToPath } from 'node:url'
import type { Command } from 'commander'
import { PostilError, toErrorData } from '../core/result.ts'
import { type GlobalOptions, libraryOf, run, withGlobals } from './command.ts'
import { parsePort } from './values.ts'

const loopback = new Set(['127.0.0.1', 'localhost', '::1'])

interface ServeOptions extends GlobalOptions {
  readonly port: number
  readonly host: string
}

/** Resolves when the process is asked to end. A second request ends it at once. */
function asked(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  })
}

export function addServe(program: Command): void {
  withGlobals(
    program.command('serve').description('serve the window to a browser, and the API to tools, until stopped'),
  )
    .option('--port <n>', '0 takes a free one', parsePort, 0)
    .option('--host <address>', 'what to listen on', '127.0.0.1')
    .action(async (_: unknown, self: Command) => {
      const options = self.optsWithGlobals<ServeOptions>()
      const { port, host } = options
      await run(options, async (output) => {
        const [{ findRunning, announceRuntime }, { serveHttp }, { openPostil }] = await Promise.all([
          import('../http/runtime.ts'),
          import('../http/serve.ts'),
          import('../postil.ts'),
        ])
        const libraryPath = libraryOf(options)
        const running = await findRunning(libraryPath)
        if (running) throw new PostilError('libraryLocked', { path: libraryPath })
        const end = asked()
        const report = (thrown: unknown) => output.warning(toErrorData(thrown))
        let said = false
        const onBackup = (_done: number, total: number): void => {
          if (!said)
            output.progress(`This library is older than this Postil: its ${total} articles are backed up first.`)
          said = true
        }
        const postil = await openPostil({ libraryPath, report, housekeeping: true, onBackup })
        try {
          const windowDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))
          const served = await serveHttp({ reader: postil.reader, readMedia: postil.readMedia, windowDir, port, host })
          try {
            const { url, token } = served
            const runtime = { port: served.port, host, token, pid: process.pid }
            // Commands can't find it where nothing can be written; the window works all the same.
            const retract = await announceRuntime(postil, runtime).catch((thrown: unknown) => {
              const reason = thrown instanceof Error ? thrown.message : String(thrown)
              output.progress(`Commands that use this library will not find this Postil (${reason}).`)
              return async () => {}
            })
            if (!loopback.has(host)) output.progress(`Whoever reaches ${url} and has the token can read this library.`)
            output.text(JSON.stringify({ url, token }))
            await end
            await retract()
          } finally {
            await served.close()
          }
        } finally {
          await postil.close()
        }
      })
    })
}
