import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { needsBuild, runScript } from '../../main/cli/build.ts'
import { bringElectron, findElectron } from '../../main/cli/electronBinary.ts'
import { hasDisplay, openerFor, optionValue } from '../../main/cli/opener.ts'

let root: string
const file = async (name: string, text = '', seconds?: number): Promise<void> => {
  await mkdir(dirname(join(root, name)), { recursive: true })
  await writeFile(join(root, name), text)
  if (seconds !== undefined) await utimes(join(root, name), seconds, seconds)
}
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'postil-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('building', () => {
  const outputs = ['out/main/index.js', 'out/main/worker.js', 'out/preload/index.cjs', 'out/renderer/index.html']
  beforeEach(async () => {
    for (const name of ['main/core/contract.ts', 'renderer/main.tsx', 'package-lock.json']) await file(name, '', 100)
  })

  it('is needed while a part is missing', async () => {
    expect(await needsBuild(root)).toBe(true)
    for (const name of outputs) {
      expect(await needsBuild(root)).toBe(true)
      await file(name, '', 200)
    }
    expect(await needsBuild(root)).toBe(false)
  })
  it.each(['main/core/contract.ts', 'renderer/reader/new.css', 'package-lock.json', 'electron.config.ts'])(
    'is needed when %s is newer',
    async (name) => {
      for (const output of outputs) await file(output, '', 200)
      await file(name, '', 300)
      expect(await needsBuild(root)).toBe(true)
    },
  )
  it('tells what failed', async () => {
    await file('bad.mjs', 'console.error("what failed"); process.exit(3)')
    await expect(runScript(root, ['bad.mjs'])).rejects.toThrow('what failed')
  })
})

describe('Electron’s program', () => {
  const offline: typeof fetch = () => Promise.reject(new TypeError('fetch failed'))
  const online: typeof fetch = async () => new Response()
  const installer = (body: string) => file('node_modules/electron/install.js', body)
  const works =
    'const fs = require("fs"); fs.mkdirSync(__dirname + "/dist"); fs.writeFileSync(__dirname + "/dist/electron", "");' +
    'fs.writeFileSync(__dirname + "/path.txt", "electron")'

  it('is found where it is installed completely', async () => {
    expect(findElectron(root, {})).toBeNull()
    await file('node_modules/electron/path.txt', 'electron')
    expect(findElectron(root, {})).toBeNull()
    await file('node_modules/electron/dist/electron')
    expect(findElectron(root, {})).toBe(join(root, 'node_modules/electron/dist/electron'))
  })
  it('is not waited for where its host cannot be reached', async () => {
    await installer('throw new Error("must not run")')
    const said: string[] = []
    expect(await bringElectron(root, (line) => said.push(line), {}, offline)).toBeNull()
    expect(said).toEqual([])
  })
  it('is fetched where it can be', async () => {
    await installer(works)
    const said: string[] = []
    expect(await bringElectron(root, (line) => said.push(line), {}, online)).toBe(
      join(root, 'node_modules/electron/dist/electron'),
    )
    expect(said).toEqual(['Fetching Electron, once…'])
  })
  it('is fetched from a mirror without asking the usual host', async () => {
    await installer(works)
    const env = { ELECTRON_MIRROR: 'http://mirror.example/' }
    expect(await bringElectron(root, () => {}, env, offline)).not.toBeNull()
  })
  it('is done without when the download fails, or when the package is not there', async () => {
    expect(await bringElectron(root, () => {}, {}, online)).toBeNull()
    await installer('process.exit(1)')
    expect(await bringElectron(root, () => {}, {}, online)).toBeNull()
  })
})

describe('the browser', () => {
  it('is opened by the system’s own command, where there is a display', () => {
    expect(openerFor('linux', {})).toBeNull()
    expect(openerFor('linux', { DISPLAY: ':0' })).toEqual(['xdg-open'])
    expect(openerFor('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toEqual(['xdg-open'])
    expect(openerFor('darwin', {})).toEqual(['open'])
    expect(openerFor('win32', {})?.[0]).toBe('rundll32')
    expect(hasDisplay('freebsd', {})).toBe(false)
  })
})

describe('an option', () => {
  it('is read in both its forms', () => {
    expect(optionValue(['--port', '1', '--library', '/été'], '--library')).toBe('/été')
    expect(optionValue(['--library=/a b'], '--library')).toBe('/a b')
    expect(optionValue(['--library'], '--library')).toBeNull()
    expect(optionValue(['--libraries=x'], '--library')).toBeNull()
  })
})
