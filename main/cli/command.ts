import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ReaderApi } from '../core/contract.ts'
import { toErrorData } from '../core/result.ts'
import { defaultLibraryPath } from '../libraryPath.ts'
import { connect } from './connect.ts'
import { createOutput, type Output } from './output.ts'

export interface GlobalOptions {
  readonly library?: string
  readonly json?: boolean
}

export interface Session {
  readonly reader: ReaderApi
  readonly output: Output
}

/** `--library` and `--json`, which every command takes before or after its name. */
export function withGlobals(command: Command): Command {
  return command
    .option('--library <dir>', 'the library’s folder (else $POSTIL_LIBRARY, else ~/Postil)')
    .option('--json', 'results as JSON lines')
}

export function libraryOf({ library }: GlobalOptions): string {
  return library === undefined ? defaultLibraryPath() : resolve(library)
}

/** Runs a command's work; whatever it throws becomes a line on standard error and exit code 1. */
export async function run(options: GlobalOptions, work: (output: Output) => Promise<void>): Promise<void> {
  const output = createOutput(options.json === true)
  try {
    await work(output)
  } catch (thrown) {
    output.error(toErrorData(thrown))
  }
}

/** The same with a library at hand. */
export function withLibrary(options: GlobalOptions, work: (session: Session) => Promise<void>): Promise<void> {
  return run(options, async (output) => {
    const report = (thrown: unknown): void => output.warning(toErrorData(thrown))
    const { reader, close } = await connect(libraryOf(options), report, output.progress)
    try {
      await work({ reader, output })
    } finally {
      await close()
    }
  })
}
