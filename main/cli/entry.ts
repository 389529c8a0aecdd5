import { CommanderError } from 'commander'
import { endQuietlyWithPipe } from './output.ts'
import { createProgram } from './program.ts'

const WRONG_USAGE = 2

endQuietlyWithPipe(process.stdout)
endQuietlyWithPipe(process.stderr)
try {
  await createProgram().parseAsync()
} catch (thrown) {
  if (!(thrown instanceof CommanderError)) throw thrown
  // Help and version were asked for; everything else that commander throws is wrong usage.
  process.exitCode = thrown.exitCode === 0 ? 0 : WRONG_USAGE
}
