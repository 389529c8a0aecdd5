import type { ErrorData } from '../core/result.ts'

/** Results go to standard output, everything else to standard error. */
export interface Output {
  readonly json: boolean
  /** A result: `record` as a JSON line with --json, else `text`. */
  result(record: unknown, text: string): void
  /** Text as it is, with a line break at its end. */
  text(text: string): void
  /** How far the work is; for people, and for logs beside JSON lines. */
  progress(text: string): void
  /** `warning[code]: sentence`: something else than what was asked for went wrong, and the command goes on. */
  warning(error: ErrorData): void
  /** `error[code]: sentence`; the command will end with 1. */
  error(error: ErrorData): void
}

export function createOutput(
  json: boolean,
  { stdout, stderr }: { stdout: NodeJS.WritableStream; stderr: NodeJS.WritableStream } = process,
): Output {
  const line = (text: string) => stdout.write(text.endsWith('\n') ? text : `${text}\n`)
  return {
    json,
    result: (record, text) => line(json ? JSON.stringify(record) : text),
    text: line,
    progress: (text) => stderr.write(`${text}\n`),
    warning: ({ code, message }) => stderr.write(`warning[${code}]: ${message}\n`),
    error({ code, message }) {
      process.exitCode = 1
      stderr.write(`error[${code}]: ${message}\n`)
    },
  }
}

/** A reader that has seen enough (`| head`) closes the pipe: that is no failure. */
export function endQuietlyWithPipe(stream: NodeJS.WritableStream): void {
  stream.on('error', (thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'EPIPE') process.exit(process.exitCode ?? 0)
    throw thrown
  })
}
