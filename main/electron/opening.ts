import type { ErrorData } from '../core/result.ts'
import { toErrorData } from '../core/result.ts'

export interface OpeningEffects<T> {
  open(libraryPath: string): Promise<T>
  /** Says what happened and offers another folder; null means: quit. */
  ask(error: ErrorData): Promise<string | null>
}

/**
 * Opens the library, asking again as long as it cannot be opened (in use elsewhere, foreign, newer, unreadable). Nothing
 * is changed in a folder that was refused. Null when the person chose to quit.
 */
export async function openOrAsk<T>(
  libraryPath: string,
  effects: OpeningEffects<T>,
): Promise<{ readonly opened: T; readonly libraryPath: string } | null> {
  for (let path: string | null = libraryPath; path !== null; ) {
    try {
      return { opened: await effects.open(path), libraryPath: path }
    } catch (thrown) {
      path = await effects.ask(toErrorData(thrown))
    }
  }
  return null
}

/** The folder after `--library`, or null. Electron's own switches stand among the arguments too. */
export function libraryArgument(argv: readonly string[]): string | null {
  const [, ...rest] = argv
  for (const [index, argument] of rest.entries()) {
    if (argument === '--library') return rest[index + 1] ?? null
    if (argument.startsWith('--library=')) return argument.slice('--library='.length) || null
  }
  return null
}

/** A file of the app where threads can load it: a package keeps it beside its archive (`asarUnpack`), not in it. */
export function besideArchive(url: URL): URL {
  return new URL(url.href.replace('/app.asar/', '/app.asar.unpacked/'))
}
