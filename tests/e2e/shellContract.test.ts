import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { eventNames, methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { describeContract } from '../support/contractSuite.ts'
import { startStandIn } from '../support/standIn.ts'

const root = resolve(import.meta.dirname, '../..')
const mark = 'heard '
let copy: string

/** The main process and the preload as they are built, beside a window that is empty: here only what is behind it counts. */
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'postil-bundle-'))
  for (const part of ['out/main', 'out/preload', 'assets', 'package.json']) {
    await cp(join(root, part), join(copy, part), { recursive: true })
  }
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction')
  await mkdir(join(copy, 'out/renderer'))
  await writeFile(join(copy, 'out/renderer/index.html'), '<!doctype html><title>Postil</title>')
})
afterAll(() => rm(copy, { recursive: true, force: true }))

/** The reader as a page has it in `window.postil`, driven from here. Events come over the page's console. */
async function readerOf(page: Page): Promise<ReaderApi> {
  const listeners = new Map<string, Set<(data: never) => void>>(eventNames.map((name) => [name, new Set()]))
  page.on('console', (message) => {
    if (!message.text().startsWith(mark)) return
    const [name, data] = JSON.parse(message.text().slice(mark.length)) as [string, never]
    for (const listener of listeners.get(name) ?? []) listener(data)
  })
  await page.evaluate(
    ([names, prefix]) => {
      for (const name of names) {
        ;(window as any).postil.on(name, (data: unknown) => console.debug(prefix + JSON.stringify([name, data])))
      }
    },
    [eventNames, mark] as const,
  )
  const call = (method: string) => (params: unknown) =>
    page.evaluate(([name, given]) => (window as any).postil.call(name, given), [method, params] as const)
  const on = (name: string, listener: (data: never) => void) => {
    listeners.get(name)?.add(listener)
    return () => void listeners.get(name)?.delete(listener)
  }
  const calls = Object.fromEntries(methodNames.map((method) => [method, call(method)]))
  return { ...calls, on } as unknown as ReaderApi
}

/** The whole way: page, preload, IPC and the main process. */
describeContract(
  'in the built shell',
  async (libraryPath) => {
    const bundle = join(copy, 'out/main/index.js')
    const standIn = startStandIn({ libraryPath, userData: join(libraryPath, '../user'), bundle })
    const page = await standIn.attach()
    return { reader: await readerOf(page), close: () => standIn.kill('SIGTERM') }
  },
  { ahead: true, renders: true },
)
