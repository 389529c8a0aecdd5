import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runScript } from './build.ts'

/** The host that Electron's installer downloads from, unless a mirror is named. */
const releases = 'https://github.com/electron/electron/releases'
const reachMilliseconds = 8_000

/** Path of Electron's program if it is installed completely (as node_modules/electron/install.js leaves it), else null. */
export function findElectron(root: string, env: NodeJS.ProcessEnv = process.env): string | null {
  const folder = join(root, 'node_modules/electron')
  try {
    const dist = env.ELECTRON_OVERRIDE_DIST_PATH || join(folder, 'dist')
    const program = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'))
    return existsSync(program) ? program : null
  } catch {
    return null
  }
}

function isConfigured(env: NodeJS.ProcessEnv): boolean {
  return Object.keys(env).some((name) => /^(https?_proxy|.*electron_mirror)$/i.test(name))
}

/** Without a mirror or proxy, asking the host first tells within seconds that there is nothing to wait for. */
async function isReachable(fetcher: typeof fetch): Promise<boolean> {
  try {
    await fetcher(releases, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(reachMilliseconds) })
    return true
  } catch {
    return false
  }
}

/** Brings Electron's program where it can be had. Null where it can't; nothing half-downloaded is left behind. */
export async function bringElectron(
  root: string,
  say: (line: string) => void,
  env: NodeJS.ProcessEnv = process.env,
  fetcher: typeof fetch = fetch,
): Promise<string | null> {
  const found = findElectron(root, env)
  if (found) return found
  if (!existsSync(join(root, 'node_modules/electron/install.js'))) return null
  if (!isConfigured(env) && !(await isReachable(fetcher))) return null
  say('Fetching Electron, once…')
  try {
    await runScript(root, ['node_modules/electron/install.js'], { ELECTRON_GET_USE_PROXY: 'true', ...env })
  } catch {
    return null
  }
  return findElectron(root, env)
}
