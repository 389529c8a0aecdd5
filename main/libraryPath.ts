import { homedir } from 'node:os'
import { join, resolve } from 'node:path'

/** Where the library is unless somebody names another place: `$POSTIL_LIBRARY`, else `Postil` in the home folder. */
export function defaultLibraryPath(env: NodeJS.ProcessEnv = process.env, home: string = homedir()): string {
  const named = env.POSTIL_LIBRARY
  return resolve(named !== undefined && named !== '' ? named : join(home, 'Postil'))
}
