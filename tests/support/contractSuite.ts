/**
 * The contract between the library and everything that shows or drives it, as tests that don't know by which way they
 * reach it. Each host's test file calls `describeContract` with a function that opens a library.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MethodName, methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { errorCodes } from '../../main/core/errors.ts'
import type { Result } from '../../main/core/result.ts'
import { backupContract } from './contract/backups.ts'
import { exchangeContract } from './contract/exchange.ts'
import { highlightContract } from './contract/highlights.ts'
import { refusalContract, saveContract } from './contract/saves.ts'
import { shelfContract } from './contract/shelves.ts'
import { upkeepContract } from './contract/upkeep.ts'
import { type Site, startSite } from './site.ts'

export interface ContractHost {
  readonly reader: ReaderApi
  close(): Promise<void>
}

interface Opened {
  readonly folder: string
  readonly host: ContractHost
  readonly reader: ReaderApi
}

/** What a contract test works with; valid while a test runs. */
export interface Bench {
  readonly reader: ReaderApi
  readonly site: Site
  readonly libraryPath: string
  /** Closes the library and opens it again, as the next start would. */
  reopen(): Promise<void>
}

/**
 * `makeHost` opens the library in the given folder, which does not exist at first. Where that takes long, `ahead` opens the
 * next test's library while a test runs. `renders`: it builds pages that need their scripts.
 */
export function describeContract(
  name: string,
  makeHost: (libraryPath: string) => Promise<ContractHost>,
  { ahead = false, renders = false }: { readonly ahead?: boolean; readonly renders?: boolean } = {},
): void {
  describe(`the contract, ${name}`, () => {
    let site: Site
    let opened: Opened
    let next: Promise<Opened> | null = null
    const answered = new Set<MethodName>()

    /** Notes which methods were seen to answer well, so that none is left out. */
    const watched = (reader: ReaderApi): ReaderApi => {
      const watch = (method: MethodName) => async (params: never) => {
        const call: (params: never) => Promise<Result<unknown>> = reader[method]
        const result = await call(params)
        if (result.ok) answered.add(method)
        return result
      }
      return { ...Object.fromEntries(methodNames.map((method) => [method, watch(method)])), on: reader.on } as ReaderApi
    }
    const openIn = async (folder: string): Promise<Opened> => {
      const host = await makeHost(join(folder, 'library'))
      return { folder, host, reader: watched(host.reader) }
    }
    const openFresh = async (): Promise<Opened> => openIn(await mkdtemp(join(tmpdir(), 'postil-contract-')))
    const discard = async ({ folder, host }: Opened): Promise<void> => {
      await host.close()
      await rm(folder, { recursive: true, force: true })
    }
    const open = async (): Promise<void> => {
      opened = await (next ?? openFresh())
      next = ahead ? openFresh() : null
      // Whoever takes it hears of it; a failure that comes before must not end the process.
      next?.catch(() => {})
    }
    const close = (): Promise<void> => discard(opened)

    beforeAll(async () => {
      site = await startSite()
    })
    afterAll(async () => {
      if (next) await discard(await next)
      await site.close()
    })

    const bench: Bench = {
      get reader() {
        return opened.reader
      },
      get site() {
        return site
      },
      get libraryPath() {
        return join(opened.folder, 'library')
      },
      async reopen() {
        await opened.host.close()
        opened = await openIn(opened.folder)
      },
    }

    describe('what keeps nothing', () => {
      beforeAll(open)
      afterAll(close)

      test.each(methodNames)('%s says what is wrong with its parameters', async (method) => {
        const call: (params: never) => Promise<Result<unknown>> = bench.reader[method]
        const result = await call({ nonsense: true } as never)
        expect(result).toMatchObject({ ok: false, error: { code: 'paramsInvalid', details: { method } } })
        if (!result.ok) {
          expect(errorCodes).toContain(result.error.code)
          expect(result.error.message).toContain(method)
          expect(result.error.message).not.toMatch(/\{[a-z]+\}/i)
        }
      })
      refusalContract(bench, renders)
    })

    describe('what changes a library', () => {
      beforeEach(open)
      afterEach(close)

      saveContract(bench)
      shelfContract(bench)
      highlightContract(bench)
      exchangeContract(bench)
      upkeepContract(bench)
      backupContract(bench)
    })

    test('every method of the contract has answered well in these tests', () => {
      expect(methodNames.filter((method) => !answered.has(method))).toEqual([])
    })
  })
}
