import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge', 'chrome']

const usualPlaces: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData']
    .flatMap((name) => process.env[name] ?? [])
    .flatMap((folder) => [
      join(folder, 'Google/Chrome/Application/chrome.exe'),
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Microsoft/Edge/Application/msedge.exe'),
    ]),
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Path of a Chromium, looked for in this order: the environment, the usual places, Playwright's own. Null if none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env.POSTIL_CHROMIUM || env.CHROME_PATH
  if (named) {
    if (isProgram(named)) return named
    throw new Error(`The environment names “${named}” as Chromium, and there is no program at that place.`)
  }
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const found = [
    ...names.flatMap((name) => folders.map((folder) => join(folder, name))),
    ...(usualPlaces[process.platform] ?? []),
    chromium.executablePath(),
  ]
  return found.find((path) => path !== '' && existsSync(path) && isProgram(path)) ?? null
}

export const howToInstall =
  'The tests need a Chromium: install Chromium or Chrome (Debian: apt-get install chromium), run ' +
  '“npx playwright-core install chromium”, or name one in POSTIL_CHROMIUM.'

/** Finds a Chromium, or on Debian installs one when run as root; throws with what to do. */
export function ensureChromium(): string {
  const found = findChromium()
  if (found) return found
  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.error('No Chromium is here; installing it with apt-get…')
    const apt = (...args: string[]) =>
      execFileSync('apt-get', args, {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
    try {
      apt('update', '-qq')
      apt('install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-core')
    } catch {
      throw new Error(howToInstall)
    }
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(howToInstall)
}

/** Switches that keep Chromium from talking to anybody by itself; root may not use its sandbox. */
export const chromiumArguments: readonly string[] = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
]

/** Without a UTF-8 locale (a bare machine has none) Chromium calls a file “download” whose name is not plain ASCII. */
export const chromiumEnvironment: Record<string, string> = {
  ...Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ),
  LC_ALL: 'C.UTF-8',
}
